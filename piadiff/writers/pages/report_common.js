// What all pages of the report share: one spelling of words, the state in the address, brightness, keys.
var report = (function () {
  "use strict";
  var find = function (query, root) { return Array.from((root || document).querySelectorAll(query)); };
  var byId = function (id) { return document.getElementById(id); };

  // One spelling for all widths, cases and line breaks, so that a word is found however it was typed.
  function fold(text) { return text.normalize("NFKC").toLowerCase().replace(/\s/g, ""); }
  function terms(text) { return text.split(/\s+/).map(fold).filter(Boolean); }

  // What stands after # is either a place on the page or, with a "=", the state of the filters.
  function state() {
    return new URLSearchParams(location.hash.includes("=") ? location.hash.slice(1) : "");
  }

  function keep(values) {
    var params = state();
    Object.keys(values).forEach(function (name) {
      if (values[name]) params.set(name, values[name]); else params.delete(name);
    });
    var text = params.toString();
    if (text || location.hash.includes("=")) history.replaceState(null, "", "#" + text);
  }

  // A store that a browser may refuse for pages of a disk.
  function stored(name, value) {
    try {
      if (value === undefined) return localStorage.getItem("piadiff:" + name);
      localStorage.setItem("piadiff:" + name, value);
    } catch (refused) { /* the page works without it */ }
    return null;
  }

  // Two looks are kept, so that loading a page again does not hide what was new.
  function look(name, now) {
    var id = JSON.stringify(now), kept = JSON.parse(stored("look:" + name) || "null");
    if (!kept || kept.id !== id) {
      kept = { id: id, now: now, day: new Date().toLocaleDateString("ja-JP"), before: kept && { now: kept.now, day: kept.day } };
      stored("look:" + name, JSON.stringify(kept));
    }
    return kept;
  }

  function brightness() {
    var names = { "": "端末に合わせる", light: "明るい", dark: "暗い" }, order = ["", "light", "dark"];
    var button = byId("theme"), now = stored("theme") || "";
    function show() {
      if (now) document.documentElement.dataset.theme = now; else delete document.documentElement.dataset.theme;
      button.textContent = "明るさ: " + names[now];
    }
    button.addEventListener("click", function () {
      now = order[(order.indexOf(now) + 1) % order.length];
      stored("theme", now);
      show();
    });
    show();
  }

  // The nearest search box above the middle of the window, else the first.
  function searchBox() {
    var boxes = find("input[type=search]").filter(function (box) { return box.offsetParent; });
    var above = boxes.filter(function (box) { return box.getBoundingClientRect().top < innerHeight / 2; });
    return above.pop() || boxes[0];
  }

  function step(by, query) {
    var all = find(query).filter(function (each) { return each.offsetParent; });
    var here = document.activeElement, at = all.findIndex(function (each) { return each.contains(here); });
    if (at < 0) {
      at = all.findIndex(function (each) { return each.getBoundingClientRect().top > 0; });
      at = by > 0 ? at - 1 : at < 0 ? all.length : at;
    }
    var next = all[at + by];
    if (!next) return;
    var target = next.querySelector("summary, a") && next.matches("details") ? next.querySelector("summary") : next;
    target.focus({ preventScroll: true });
    next.scrollIntoView({ block: "center" });
  }

  function keys(query) {
    document.addEventListener("keydown", function (event) {
      if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select, textarea")) return;
      if (event.key === "/") { var box = searchBox(); if (box) { box.focus(); box.select(); } }
      else if (event.key === "j" || event.key === "k") step(event.key === "j" ? 1 : -1, query);
      else if (event.key === "?") byId("help").togglePopover();
      else return;
      event.preventDefault();
    });
  }

  // What sticks below the controls has to know how high they are.
  function sticky() {
    var tools = find(".tools").pop();
    if (!tools) return;
    new ResizeObserver(function () {
      document.documentElement.style.setProperty("--tools", tools.offsetHeight + "px");
    }).observe(tools);
  }

  find(".js").forEach(function (element) { element.hidden = false; });
  brightness();
  sticky();
  return { find: find, byId: byId, fold: fold, terms: terms, state: state, keep: keep, look: look, keys: keys };
})();
