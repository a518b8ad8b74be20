(function () {
  "use strict";
  var table = document.getElementById("forms"), body = table.tBodies[0];
  var rows = Array.from(body.querySelectorAll("tr[data-kind]"));
  var query = document.getElementById("q"), kind = document.getElementById("kind");
  var errors = document.getElementById("errors"), count = document.getElementById("count");

  function fold(text) { return text.normalize("NFKC").toLowerCase().replace(/\s/g, ""); }

  function update() {
    var words = query.value.split(/\s+/).map(fold).filter(Boolean), shown = 0;
    rows.forEach(function (row) {
      if (!row.folded) row.folded = fold(row.textContent);
      row.hidden = (kind.value && row.dataset.kind !== kind.value)
        || (errors.checked && row.dataset.errors === "0")
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
  document.querySelector(".js").hidden = false;
  // What sticks below the controls has to know how high they are.
  new ResizeObserver(function (seen) {
    document.documentElement.style.setProperty("--tools", seen[0].target.offsetHeight + "px");
  }).observe(document.querySelector(".tools"));
  query.addEventListener("input", update);
  [kind, errors].forEach(function (input) { input.addEventListener("change", update); });
  update();
})();
