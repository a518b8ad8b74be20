// The changes of a form: filter by what they are and by their rows, search, lead to places, print.
(function () {
  "use strict";
  var MARKS = /[\s\S][\u3099\u309a\uff9e\uff9f]?/gu;
  var find = report.find, byId = report.byId, fold = report.fold;
  var query = byId("q"), untold = byId("untold"), count = byId("count"), narrowed = byId("narrowed");
  var choices = ["revision", "section", "item", "timing", "judged"].map(byId);
  var names = { revision: "rev", section: "sec", item: "item", timing: "t", judged: "j" };
  var boxes = find("input.verdict"), revisions = find(".revision");
  var changes = find(".change"), rows = find(".rows .row"), items = find("tr.item");
  var nows = find("details.now"), shut = [];

  function folded(element) {
    if (element.dataset && !element.folded) element.folded = fold(element.textContent);
    return element.folded;
  }

  function holds(element, words) {
    return words.every(function (word) { return folded(element).includes(word); });
  }

  function unmark() {
    find("mark").forEach(function (mark) {
      var parent = mark.parentNode;
      mark.replaceWith(mark.textContent);
      parent.normalize();
    });
  }

  // Letters of an element with the text node and place each comes from; a word may run over several nodes.
  function letters(element) {
    var walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT), found = [], node;
    while ((node = walker.nextNode())) {
      for (var piece of node.data.matchAll(MARKS)) {
        for (var letter of fold(piece[0])) found.push([letter, node, piece.index, piece.index + piece[0].length]);
      }
    }
    return found;
  }

  function mark(element, words) {
    var found = letters(element), text = found.map(function (each) { return each[0]; });
    var line = text.join(""), places = [], at = 0;
    text.forEach(function (letter, place) { for (var i = 0; i < letter.length; i++) places[at++] = place; });
    var hits = new Map();
    words.forEach(function (word) {
      for (var start = line.indexOf(word); start >= 0; start = line.indexOf(word, start + word.length)) {
        for (var i = places[start]; i <= places[start + word.length - 1]; i++) {
          var spans = hits.get(found[i][1]) || [];
          spans.push([found[i][2], found[i][3]]);
          hits.set(found[i][1], spans);
        }
      }
    });
    hits.forEach(wrap);
  }

  function wrap(spans, node) {
    var joined = [];
    spans.sort(function (a, b) { return a[0] - b[0]; }).forEach(function (span) {
      var last = joined[joined.length - 1];
      if (last && span[0] <= last[1]) last[1] = Math.max(last[1], span[1]); else joined.push(span.slice());
    });
    joined.reverse().forEach(function (span) {
      var range = document.createRange();
      range.setStart(node, span[0]);
      range.setEnd(node, span[1]);
      range.surroundContents(document.createElement("mark"));
    });
  }

  function blocks(element) {
    var cells = find("summary, th, td", element);
    return cells.length ? cells : [element];
  }

  // Whether a row stands where the matrix was asked for.
  function stands(row) {
    return (!byId("timing").value || row.dataset.timing === byId("timing").value)
      && (!byId("judged").value || row.dataset.judged === byId("judged").value);
  }

  function filtered(words) {
    var wanted = boxes.filter(function (box) { return box.checked; }).map(function (box) { return box.value; });
    var picked = choices.map(function (choice) { return choice.value; });
    var ofRows = picked[3] || picked[4];
    return function (change) {
      var data = change.dataset;
      return wanted.includes(data.verdict)
        && (!picked[0] || change.closest(".revision").dataset.revision === picked[0])
        && (!picked[1] || data.section === picked[1])
        && (!picked[2] || data.item === picked[2])
        && (!untold.checked || "untold" in data)
        && (!ofRows || find(".row", change).some(stands))
        && holds(change, words);
    };
  }

  function show(list, keeps) {
    return list.filter(function (element) { element.hidden = !keeps(element); return !element.hidden; });
  }

  function told() {
    var parts = boxes.every(function (box) { return box.checked; }) ? []
      : ["判定 " + boxes.filter(function (box) { return box.checked; }).map(function (box) { return box.value; }).join("・")];
    choices.forEach(function (choice) {
      if (choice.value) parts.push(choice.parentNode.firstChild.data.trim() + " " + choice.selectedOptions[0].textContent);
    });
    if (untold.checked) parts.push("行のない変更だけ");
    if (query.value.trim()) parts.push("検索 " + query.value.trim());
    return parts;
  }

  function update() {
    unmark();
    var words = report.terms(query.value), parts = told();
    var ofRows = Boolean(byId("timing").value || byId("judged").value);
    var picky = parts.length > (words.length ? 1 : 0) && !ofRows;
    var has = function (element) { return holds(element, words); };
    var left = show(changes, filtered(words));
    var found = show(rows, function (row) { return !picky && stands(row) && has(row); });
    var texts = show(items, has);
    find("details.rows").forEach(function (box) { box.hidden = !find(".row", box).some(function (row) { return !row.hidden; }); });
    revisions.forEach(function (each) {
      each.hidden = false;
      each.hidden = parts.length > 0 && !find(".change, .row", each).some(function (inner) { return !inner.closest("[hidden]"); });
    });
    nows.forEach(function (box) {
      var some = find("tr.item", box).some(function (row) { return !row.hidden; });
      box.hidden = !some;
      if (words.length) box.open = some;
    });
    if (words.length) {
      left.concat(found, texts).forEach(function (element) {
        if (element.matches("details")) element.open = true;
        blocks(element).forEach(function (block) { mark(block, words); });
      });
    }
    count.textContent = "変更 " + left.length + " / " + changes.length + "件"
      + (words.length ? "、ほかの行 " + found.length + "、いまの記載 " + texts.length + "項目" : "");
    narrowed.textContent = "絞り込み中: " + parts.join("、");
    narrowed.hidden = !parts.length;
    byId("none").hidden = !parts.length || left.length > 0;
    byId("none-now").hidden = !words.length || texts.length > 0;
    if (ofRows) left.forEach(function (change) { change.open = true; });
    document.body.classList.toggle("picked", parts.length > 0);
  }

  function save() {
    var off = boxes.filter(function (box) { return !box.checked; }).map(function (box) { return box.value; });
    var values = { q: query.value.trim(), off: off.join(","), untold: untold.checked ? "1" : "" };
    choices.forEach(function (choice) { values[names[choice.id]] = choice.value; });
    report.keep(values);
  }

  function load() {
    var state = report.state(), off = (state.get("off") || "").split(",");
    query.value = state.get("q") || "";
    untold.checked = state.get("untold") === "1";
    boxes.forEach(function (box) { box.checked = !off.includes(box.value); });
    choices.forEach(function (choice) {
      choice.value = state.get(names[choice.id]) || "";
      if (choice.selectedIndex < 0) choice.value = "";
    });
    offered();
    update();
  }

  function changed() { offered(); update(); save(); }

  function reset() {
    query.value = "";
    untold.checked = false;
    choices.forEach(function (choice) { choice.value = ""; });
    boxes.forEach(function (box) { box.checked = true; });
    changed();
  }

  // Only the items of the chosen section can be chosen.
  function offered() {
    var section = byId("section").value, item = byId("item");
    find("option[data-section]", item).forEach(function (option) {
      option.hidden = option.disabled = Boolean(section) && option.dataset.section !== section;
    });
    if (item.selectedOptions[0] && item.selectedOptions[0].disabled) item.value = "";
  }

  function all(open) { changes.forEach(function (change) { if (!change.hidden) change.open = open; }); }

  // A link leads to what it names even if that is shut or filtered away.
  function reveal() {
    if (location.hash.includes("=")) return;
    var target = location.hash && byId(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    if (target.matches(".seen") && report.showFinding) report.showFinding(target);
    if (target.closest("[hidden]")) reset();
    var box = target.closest("details");
    if (box) box.open = true;
    var life = target.matches("tr.item") && target.querySelector(".life");
    if (life) life.open = true;
    target.scrollIntoView();
    var summary = target.matches("details") && target.querySelector("summary");
    if (summary) summary.focus({ preventScroll: true });
    else if (target.matches(".seen")) target.focus({ preventScroll: true });
  }

  // The matrix asks for rows: they are shown where they stand.
  function asked() {
    var state = report.state();
    if (state.has("t") || state.has("j")) byId("changes").scrollIntoView();
  }

  changes.forEach(function (change) { change.open = change.dataset.verdict !== "軽微"; });
  nows.forEach(function (box) { box.open = false; });
  var waiting = 0;
  query.addEventListener("input", function () { clearTimeout(waiting); waiting = setTimeout(changed, 120); });
  query.addEventListener("keydown", function (event) {
    if (event.key === "Enter") { clearTimeout(waiting); changed(); }
  });
  boxes.concat(choices, untold).forEach(function (input) { input.addEventListener("change", changed); });
  byId("open").addEventListener("click", function () { all(true); });
  byId("close").addEventListener("click", function () { all(false); });
  byId("reset").addEventListener("click", reset);
  byId("print").addEventListener("click", function () { window.print(); });
  window.addEventListener("hashchange", function () {
    if (location.hash.includes("=")) { load(); asked(); } else reveal();
  });
  document.addEventListener("click", function (event) {
    var link = event.target.closest && event.target.closest("a[href^='#']");
    if (link && link.hash === location.hash) { reveal(); asked(); }
  });
  window.addEventListener("beforeprint", function () {
    shut = changes.concat(find("details.rows")).filter(function (box) { return !box.open; });
    shut.forEach(function (box) { box.open = true; });
  });
  window.addEventListener("afterprint", function () { shut.forEach(function (box) { box.open = false; }); });
  report.keys(".change, tr.seen");
  load();
  asked();
  reveal();
})();
