// The findings of a form: filter, search, group, sort; and what is new since the last look.
(function () {
  "use strict";
  var find = report.find, byId = report.byId, table = document.querySelector("table.audit");
  var all = find("tr.seen"), since = byId("since"), main = document.querySelector("main");

  function tell(kept) {
    if (!kept.before) { since.textContent = "この端末では初めて見る内容です。次に変わったとき、変わったところを示します。"; return; }
    var before = new Set(kept.before.now.marks), now = new Set(kept.now.marks);
    var fresh = all.filter(function (row) { return !before.has(row.dataset.mark); });
    var gone = kept.before.now.marks.filter(function (mark) { return !now.has(mark); }).length;
    fresh.forEach(function (row) { row.dataset.fresh = ""; });
    since.textContent = "前に見た内容（" + kept.before.day + "）から: 新しい版 "
      + Math.max(0, kept.now.versions - kept.before.now.versions) + "、新しい所見 " + fresh.length + "、なくなった所見 " + gone + "。";
    if (fresh.length) {
      var link = document.createElement("a");
      link.href = "#fn=1";
      link.textContent = "新しい所見を見る";
      since.append(link);
    }
    if (byId("fn")) byId("fn").parentNode.hidden = !fresh.length;
  }

  tell(report.look(main.dataset.form, {
    versions: main.dataset.versions, marks: all.map(function (row) { return row.dataset.mark; })
  }));
  if (!all.length) return;

  var names = { fl: "level", ft: "state", fc: "check", fs: "section", fv: "version" };
  var selects = Object.keys(names).map(byId), query = byId("fq"), group = byId("fg"), order = byId("fo"), fresh = byId("fn");
  var body = table.tBodies[0], places = new Map(all.map(function (row, place) { return [row, place]; }));
  var items = new Map();
  find("tr.item").forEach(function (row, place) { items.set(row.cells[0].firstChild.data.trim(), place); });

  function text(row) { return row.folded || (row.folded = report.fold(row.textContent)); }

  function wanted(row) {
    var words = report.terms(query.value);
    return selects.every(function (select) { return !select.value || row.dataset[names[select.id]] === select.value; })
      && (!fresh.checked || "fresh" in row.dataset)
      && words.every(function (word) { return text(row).includes(word); });
  }

  var orders = {
    "": function () { return 0; },
    row: function (row) { return Number(row.dataset.row) || Infinity; },
    item: function (row) { return items.has(row.dataset.item) ? items.get(row.dataset.item) : Infinity; },
    check: function (row) { return row.dataset.check; }
  };

  function compare(a, b) { return a < b ? -1 : a > b ? 1 : 0; }

  function arrange() {
    find("tr.gathered", body).forEach(function (row) { row.remove(); });
    var by = group.value, first = orders[order.value], rank = new Map();
    var sorted = all.slice().sort(function (a, b) { return compare(first(a), first(b)) || places.get(a) - places.get(b); });
    sorted.forEach(function (row) { if (!rank.has(row.dataset[by])) rank.set(row.dataset[by], rank.size); });
    if (by) sorted.sort(function (a, b) { return rank.get(a.dataset[by]) - rank.get(b.dataset[by]); });
    body.append.apply(body, sorted);
    if (!by) return;
    var last;
    sorted.filter(function (row) { return !row.hidden; }).forEach(function (row) {
      var key = row.dataset[by];
      if (key === last) return;
      last = key;
      var head = document.createElement("tr"), cell = document.createElement("th");
      head.className = "gathered";
      cell.colSpan = 4;
      cell.scope = "rowgroup";
      var count = sorted.filter(function (each) { return !each.hidden && each.dataset[by] === key; }).length;
      cell.textContent = (by === "version" ? "第" + key + "版" : key || "評価書の全体") + "（" + count + "）";
      head.append(cell);
      row.before(head);
    });
  }

  function parts() {
    var told = selects.filter(function (select) { return select.value; }).map(function (select) {
      return select.parentNode.firstChild.data.trim() + " " + select.selectedOptions[0].textContent;
    });
    if (fresh.checked) told.push("新しいものだけ");
    if (query.value.trim()) told.push("検索 " + query.value.trim());
    return told;
  }

  function update() {
    var shown = 0, told = parts();
    all.forEach(function (row) { row.hidden = !wanted(row); if (!row.hidden) shown += 1; });
    arrange();
    byId("f-count").textContent = "所見 " + shown + " / " + all.length + "件";
    byId("f-narrowed").textContent = "絞り込み中: " + told.join("、");
    byId("f-narrowed").hidden = !told.length;
    byId("none-seen").hidden = shown > 0;
    table.hidden = !shown;
    document.body.classList.toggle("picked-findings", told.length > 0);
  }

  function save() {
    var values = { fq: query.value.trim(), fg: group.value, fo: order.value, fn: fresh.checked ? "1" : "" };
    selects.forEach(function (select) { values[select.id] = select.value; });
    report.keep(values);
  }

  function load() {
    var state = report.state();
    selects.concat(group, order).forEach(function (select) { select.value = state.get(select.id) || ""; if (select.selectedIndex < 0) select.value = ""; });
    query.value = state.get("fq") || "";
    fresh.checked = state.get("fn") === "1";
    update();
  }

  function changed() { update(); save(); }

  selects.concat(group, order, fresh).forEach(function (input) { input.addEventListener("change", changed); });
  query.addEventListener("input", changed);
  byId("f-reset").addEventListener("click", function () {
    selects.concat(group, order, query).forEach(function (input) { input.value = ""; });
    fresh.checked = false;
    changed();
  });
  window.addEventListener("hashchange", function () {
    if (location.hash.includes("=")) {
      load();
      if (report.state().has("fn")) byId("audit").scrollIntoView();
    }
  });
  report.showFinding = function (row) { if (row.hidden) byId("f-reset").click(); };
  load();
})();
