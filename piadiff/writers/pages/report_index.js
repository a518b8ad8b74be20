(function () {
  "use strict";
  var table = document.getElementById("forms"), body = table.tBodies[0];
  var rows = Array.from(body.querySelectorAll("tr[data-kind]"));
  var query = document.getElementById("q"), kind = document.getElementById("kind");
  var errors = document.getElementById("errors"), has = document.getElementById("has"), count = document.getElementById("count");

  function update() {
    var words = report.terms(query.value), shown = 0;
    rows.forEach(function (row) {
      if (!row.folded) row.folded = report.fold(row.textContent);
      row.hidden = (kind.value && row.dataset.kind !== kind.value)
        || (errors.checked && row.dataset.errors === "0")
        || (has.value && !row.dataset.has.split(" ").includes(has.value))
        || !words.every(function (word) { return row.folded.includes(word); });
      if (!row.hidden) shown += 1;
    });
    document.getElementById("none").hidden = shown > 0 || !rows.length;
    count.textContent = shown + " / " + rows.length + " 件";
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
    body.append.apply(body, rows);
  }

  Array.from(table.tHead.rows[0].cells).forEach(function (head, column) {
    var button = document.createElement("button");
    button.type = "button";
    button.append(head.firstChild);
    head.prepend(button);
    button.addEventListener("click", function () { sort(head, column); });
  });
  function changed() {
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
  report.keys("tbody tr");
  load();
})();
