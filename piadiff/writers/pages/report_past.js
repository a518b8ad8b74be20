// The whole form as of a day, with what changed lit; the values come from a script beside the page.
(function () {
  "use strict";
  var byId = report.byId, range = byId("when"), day = byId("day"), only = byId("lit-only");
  var box = byId("then-items"), name = byId("then-name"), stops = report.find(".stops button");
  var marks = [["◆", "再実施"], ["●", "重要"], ["？", "要判断"], ["○", "軽微"]];
  var told = null, asked = false, waiting = [];

  report.past = function (data) { told = data; waiting.splice(0).forEach(function (work) { work(); }); };

  function withData(work) {
    if (told) { work(); return; }
    waiting.push(work);
    if (asked) return;
    asked = true;
    var script = document.createElement("script");
    script.src = document.querySelector(".slider").dataset.past;
    script.addEventListener("error", function () { name.textContent = "版のデータ（" + decodeURIComponent(script.src.split("/").pop()) + "）を読めません。頁の隣に置いてください"; });
    document.body.append(script);
  }

  function made(tag, text, kind) {
    var element = document.createElement(tag);
    if (text) element.textContent = text;
    if (kind) element.className = kind;
    return element;
  }

  // The entry of an item that holds in a version, and whether it is the version's own.
  function held(item, version) {
    var found = null;
    item[3].forEach(function (entry) { if (entry[0] <= version) found = entry; });
    return found;
  }

  function row(item, entry, version) {
    var line = made("tr"), head = made("th", item[0]), cell = made("td", "", "text");
    var changed = entry[0] === version && version > 1 && entry[2] !== null;
    head.scope = "row";
    head.append(made("small", item[1]));
    if (changed) {
      line.className = "lit h-" + entry[2];
      var tag = made("span", "", "tag v-" + entry[2]), sign = made("span", marks[entry[2]][0]);
      sign.setAttribute("aria-hidden", "true");
      tag.append(sign, marks[entry[2]][1]);
      cell.append(tag, " ");
    }
    if (entry[3]) {
      line.classList.add("unsure");
      cell.append(made("span", "不確か", "open"), made("small", entry[3]));
    }
    cell.append(entry[1] === null ? made("span", "（この版にはありません）", "dim") : entry[1] || made("span", "（記載なし）", "dim"));
    line.append(head, cell);
    return line;
  }

  function draw(version) {
    var table = made("table", "", "items then"), columns = made("colgroup"), section = "", body = null, lit = 0, shown = 0;
    columns.append(made("col", "", "at"), made("col"));
    table.append(columns);
    told.items.forEach(function (item) {
      var entry = held(item, version);
      if (!entry || (entry[1] === null && entry[0] !== version)) return;
      var line = row(item, entry, version), changed = line.classList.contains("lit");
      if (changed) lit += 1;
      if (only.checked && !changed) return;
      if (item[2] !== section || !body) {
        section = item[2];
        body = table.createTBody();
        var head = made("th", section), group = made("tr", "", "gathered");
        head.colSpan = 2;
        head.scope = "rowgroup";
        group.append(head);
        body.append(group);
      }
      body.append(line);
      shown += 1;
    });
    box.replaceChildren(shown ? table : made("p", "あてはまる項目はありません。"));
    box.hidden = false;
    name.textContent = told.versions[version - 1][0] + "　変わった項目 " + lit + " / " + shown;
    stops.forEach(function (stop) { stop.setAttribute("aria-pressed", String(Number(stop.dataset.version) === version)); });
  }

  function to(version) {
    range.value = version;
    range.setAttribute("aria-valuetext", stops[version - 1].textContent);
    withData(function () { draw(version); });
  }

  // The newest version that had begun on a day.
  function on(wanted) {
    var found = 1;
    stops.forEach(function (stop) { if (stop.dataset.day && stop.dataset.day <= wanted) found = Number(stop.dataset.version); });
    return found;
  }

  function pick(version) {
    day.value = stops[version - 1].dataset.day;
    report.keep({ day: day.value, version: day.value ? "" : String(version) });
    to(version);
  }

  function load() {
    var state = report.state();
    if (state.get("day")) { day.value = state.get("day"); to(on(day.value)); byId("then").scrollIntoView(); }
    else if (Number(state.get("version")) >= 1 && Number(state.get("version")) <= stops.length) { to(Number(state.get("version"))); byId("then").scrollIntoView(); }
  }

  range.addEventListener("input", function () { pick(Number(range.value)); });
  stops.forEach(function (stop) { stop.addEventListener("click", function () { pick(Number(stop.dataset.version)); }); });
  day.addEventListener("change", function () {
    if (!day.value) return;
    report.keep({ day: day.value, version: "" });
    to(on(day.value));
  });
  only.addEventListener("change", function () { if (told) draw(Number(range.value)); });
  window.addEventListener("hashchange", function () { if (location.hash.includes("=")) load(); });
  load();
})();
