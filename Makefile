PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
REGISTRY := build/registry
DATE ?= $(shell date +%F)
FORMS := kiso-jidou-teate juuten-yobou-sesshu zenkoumoku-jumin-zei

.PHONY: app fuzz supply help run test ci check mutate new-rule new-check bench docs corpora pdf samples screenshots pictures agreement print-loop fit ablate
help: ## この一覧を表示します
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/'

$(VENV)/.ready: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check -e '.[dev]'
	touch $@

run: $(VENV)/.ready ## 見本（corpora）で、保管・変更箇所の起案・点検・報告をひととおり行います
	rm -rf $(REGISTRY)
	$(BIN)/piadiff import $(foreach form,$(FORMS),$(wildcard corpora/$(form)/*.yaml)) --registry $(REGISTRY)
	@set -eu; for form in $(FORMS); do \
	  set -- $$(ls corpora/$$form/*.yaml | tail -2); \
	  for format in csv markdown html xlsx docx; do \
	    case $$format in markdown) suffix=md;; *) suffix=$$format;; esac; \
	    $(BIN)/piadiff draft $$1 $$2 --format $$format -o reports/drafts/$$form.$$suffix; \
	  done; \
	done
	rm -rf reports/site
	$(BIN)/piadiff report --registry $(REGISTRY) -o reports/site --reproducible
	$(BIN)/piadiff rules --page -o reports/rules.md
	@echo
	@echo "起案した変更箇所: reports/drafts/　　版の記録: reports/site/index.html"

test: $(VENV)/.ready ## 試験を走らせます（ブラウザやLibreOfficeが要る試験、時間のかかる試験、例を増やした試験は make ci）
	$(BIN)/pytest -n auto -m "not ci and not long"

ci: check $(VENV)/.ready ## すべての試験を例を増やして走らせ、中心の部屋の行の網羅（95%以上）を確かめます
	$(BIN)/pytest -n auto --hypothesis-profile=ci --cov --cov-report=term:skip-covered
	$(BIN)/python -m tools.supply build offline lowest newer licences

check: $(VENV)/.ready ## 書式・型・層・大きさと、作った頁が今のものかを検査します
	$(BIN)/ruff check piadiff tests tools
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m tools.sizes
	$(BIN)/python -m tools.pages --check

mutate: $(VENV)/.ready ## わざと壊した規則・起案・点検を試験が見つけるかを測ります（reports/mutation.md）
	$(BIN)/python -m tools.mutate

new-rule: $(VENV)/.ready ## 判定規則の雛形を作ります（ID=規則の名）
	$(BIN)/python -m tools.scaffold rule $(ID)

new-check: $(VENV)/.ready ## 点検の検査の雛形を作ります（ID=A99 など）
	$(BIN)/python -m tools.scaffold check $(ID)

bench: $(VENV)/.ready ## 速さと使用メモリを測って表にします
	@set -e; for script in tests/bench/bench_*.py; do $(BIN)/python -m tests.bench.$$(basename $$script .py); done

app: $(VENV)/.ready ## Python のない機械で、ダブルクリックで動くフォルダ（build/app/piadiff）を作ります
	$(BIN)/python -m tools.app build/app

supply: $(VENV)/.ready ## 配布物を2度作って比べ、通信なしで入れ、下限の部品で動かし、試験・使用許諾・SBOMを確かめます
	$(BIN)/python -m tools.supply build offline lowest newer sdist licences sbom

fuzz: $(VENV)/.ready ## 壊れた入力・悪意のある入力を大量に読ませ、reports/fuzz.md に記録します（1時間ほど）
	$(BIN)/python -m tests.fuzz.running --date $(DATE) -o reports/fuzz.md

docs: $(VENV)/.ready ## 規則から作る頁（reports/rules.md）と、README の中の出力を作り直します
	$(BIN)/python -m tools.pages

corpora: $(VENV)/.ready ## 見本の評価書（corpora）を、公式の様式の形の xlsx・docx にも書きます
	@set -eu; for form in corpora/*/*.yaml; do \
	  for suffix in xlsx docx; do $(BIN)/piadiff read $$form -o $${form%.yaml}.$$suffix 2>/dev/null; done; \
	done

pdf: ## 見本の評価書（corpora）をLibreOfficeで印刷し、PDFにします
	@set -eu; work=$$(mktemp -d); for form in corpora/*/*.xlsx; do \
	  soffice -env:UserInstallation=file://$$work/profile --headless --convert-to pdf --outdir $$(dirname $$form) $$form >/dev/null; \
	done; rm -rf $$work

samples: run ## 起案の見本（reports/drafts）をLibreOfficeで画像にします
	@set -eu; work=$$(mktemp -d); for form in $(FORMS); do \
	  soffice -env:UserInstallation=file://$$work/profile --headless --convert-to pdf --outdir $$work reports/drafts/$$form.xlsx >/dev/null; \
	  pdftoppm -png -r 75 -f 1 -l 1 -singlefile $$work/$$form.pdf reports/drafts/$$form; \
	  soffice -env:UserInstallation=file://$$work/profile --headless --convert-to pdf --outdir $$work reports/drafts/$$form.docx >/dev/null; \
	  pdftoppm -png -r 75 -f 1 -l 1 -singlefile $$work/$$form.pdf reports/drafts/$$form-docx; \
	done; rm -rf $$work

screenshots: run ## 報告と卓（desk）の頁をブラウザで開き、reports に画像を残します（chromium と node が要ります）
	cd tests/browser && npm ci --silent && node screenshots.mjs ../../reports/site ../../reports
	$(BIN)/python -m tests.browser.test_desk_pages reports

pictures: $(VENV)/.ready ## docs の絵（コメント・注釈・マージ・コミットの確かめ）を見本から作り直します（chromium が要ります）
	PATH="$(abspath $(BIN)):$$PATH" $(BIN)/python -m tools.pictures

agreement: $(VENV)/.ready ## 公表された判断との一致（reports/agreement.md）を作り直します
	$(BIN)/python tests/agreement.py

print-loop: $(VENV)/.ready ## 評価書を印刷して読み戻し、読み取りの実測（reports/reading.md）を作り直します（LibreOffice が要ります）
	$(BIN)/python -m tests.print_loop.loop --date $(DATE) -o reports/reading.md

fit: $(VENV)/.ready ## 読み取りの重み（placement.yaml）を、調整用の印刷で決め直します（LibreOffice が要ります）
	$(BIN)/python -m tests.print_loop.fitting --date $(DATE)

ablate: $(VENV)/.ready ## 読み取りの重みを一つずつ半分・二倍にして、何が変わるかを表にします
	$(BIN)/python -m tests.print_loop.fitting --ablate
