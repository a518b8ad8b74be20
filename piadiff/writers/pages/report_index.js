(function () {
  "use strict";
  var table = document.getElementById("forms"), body = table.tBodies[0];
  var AT_ONCE = 100, limit = AT_ONCE, more = document.getElementById("more"), parts = document.querySelector(".parts");
  var rows = Array.from(body.querySelectorAll("tr[data-kind]"));
  var query = document.getElementById("q"), kind = document.getElementById("kind");
  var errors = document.getElementById("errors"), has = document.getElementById("has"), count = document.getElementById("count");

  // A long list comes whole from the script beside the page; only so many rows are laid out at once.
  report.list = function (html) {
    var whole = document.createElement("table");
    whole.innerHTML = "<tbody>" + html + "</tbody>";
    rows = Array.from(whole.tBodies[0].rows);
    parts.hidden = true;
    looked();
    load();
  };

  // What is new since the last look at the list as a whole.
  function looked() {
    var now = {}, since = document.getElementById("since");
    rows.forEach(function (row) { now[row.dataset.path] = [Number(row.dataset.versions), Number(row.dataset.errors)]; });
    // Reports of other bodies on the same disk share the store.
    var kept = report.look("index:" + (Object.keys(now)[0] || "").split("/")[0], now), before = kept.before && kept.before.now;
    if (!since || !before) return;
    var paths = Object.keys(now), old = paths.filter(function (path) { return before[path]; });
    var grown = function (place) { return old.filter(function (path) { return now[path][place] > before[path][place]; }).length; };
    since.textContent = "前に見た一覧（" + kept.before.day + "）から: 加わった評価書 " + (paths.length - old.length)
      + "、版が加わった評価書 " + grown(0) + "、要確認が増えた評価書 " + grown(1) + "。";
    since.hidden = false;
  }

  function wanted(row, words) {
    if (!row.folded) row.folded = report.fold(row.textContent);
    return (!kind.value || row.dataset.kind === kind.value)
      && (!errors.checked || row.dataset.errors !== "0")
      && (!has.value || row.dataset.has.split(" ").includes(has.value))
      && words.every(function (word) { return row.folded.includes(word); });
  }

  function update() {
    var words = report.terms(query.value);
    var shown = rows.filter(function (row) { return wanted(row, words); });
    if (rows.length) body.replaceChildren.apply(body, shown.slice(0, limit));
    more.hidden = shown.length <= limit;
    document.getElementById("none").hidden = shown.length > 0 || !rows.length;
    count.textContent = shown.length + " / " + rows.length + "件" + (shown.length > limit ? "（先頭の " + limit + "件を表示）" : "");
  }

  function value(row, column) {
    var cell = row.cells[column];
    return "sort" in cell.dataset ? cell.dataset.sort : cell.textContent.trim();
  }

  function compare(column, numbers) {
    return function (a, b) {
      var left = value(a, column), right = value(b, column);
      if (!left !== !right) return left ? -1 : 1; // what is not known comes last
      return numbers ? parseFloat(left) - parseFloat(right) || left.localeCompare(right, "ja") : left.localeCompare(right, "ja");
    };
  }

  function sort(head, column) {
    var down = head.getAttribute("aria-sort") === "ascending";
    Array.from(table.tHead.rows[0].cells).forEach(function (each) { each.removeAttribute("aria-sort"); });
    head.setAttribute("aria-sort", down ? "descending" : "ascending");
    var order = compare(column, "number" in head.dataset);
    rows.sort(function (a, b) {
      var known = value(a, column) && value(b, column);
      return down && known ? order(b, a) : order(a, b);
    });
    limit = AT_ONCE;
    update();
  }

  Array.from(table.tHead.rows[0].cells).forEach(function (head, column) {
    var button = document.createElement("button");
    button.type = "button";
    button.append(head.firstChild);
    head.prepend(button);
    button.addEventListener("click", function () { sort(head, column); });
  });
  function changed() {
    limit = AT_ONCE;
    update();
    report.keep({ q: query.value.trim(), kind: kind.value, errors: errors.checked ? "1" : "", has: has.value });
  }

  function load() {
    var state = report.state();
    query.value = state.get("q") || "";
    [kind, has].forEach(function (select) {
      select.value = state.get(select.id) || "";
      if (select.selectedIndex < 0) select.value = "";
    });
    errors.checked = state.get("errors") === "1";
    update();
  }

  query.addEventListener("input", changed);
  [kind, errors, has].forEach(function (input) { input.addEventListener("change", changed); });
  window.addEventListener("hashchange", function () {
    if (!location.hash.includes("=")) return;
    load();
    table.scrollIntoView();
  });
  more.addEventListener("click", function () { limit += AT_ONCE; update(); });
  report.keys("tbody tr");
  load();
  if (table.dataset.list) {
    var script = document.createElement("script");
    script.src = table.dataset.list;
    document.body.append(script);
  } else looked();
})();
