(function () {
  var filter = document.querySelector(".filter");
  if (!filter) return;
  var rows = Array.prototype.slice.call(document.querySelectorAll("tr[data-verdict]"));
  var told = filter.querySelector("output");
  function show() {
    var wanted = Array.prototype.map.call(filter.querySelectorAll("input:checked"), function (box) { return box.value; });
    var shown = 0;
    rows.forEach(function (row) {
      row.hidden = wanted.indexOf(row.dataset.verdict) < 0;
      if (!row.hidden) shown += 1;
    });
    told.textContent = shown === rows.length ? "" : rows.length + "行のうち" + shown + "行を表示しています";
  }
  filter.hidden = false;
  filter.addEventListener("change", show);
  show();
})();
