/* SPDX-License-Identifier: MIT */
/* Light or dark, marks of the outline, copy buttons. All pages are complete without it. */
(function () {
  "use strict";
  var root = document.documentElement;
  var KEY = "skillgraph-scheme";

  function stored() {
    try {
      return window.localStorage.getItem(KEY);
    } catch (error) {
      return null;
    }
  }

  function store(scheme) {
    try {
      window.localStorage.setItem(KEY, scheme);
    } catch (error) {
      /* Without storage the choice lasts as long as the page. */
    }
  }

  function isDark() {
    var chosen = root.getAttribute("data-scheme");
    return chosen ? chosen === "dark" : window.matchMedia("(prefers-color-scheme: dark)").matches;
  }

  /* Before the first paint. */
  var before = stored();
  if (before === "light" || before === "dark") {
    root.setAttribute("data-scheme", before);
  }
  root.classList.remove("no-script");

  function offerScheme() {
    var button = document.querySelector("button.scheme");
    if (!button) {
      return;
    }
    button.hidden = false;
    button.addEventListener("click", function () {
      var next = isDark() ? "light" : "dark";
      root.setAttribute("data-scheme", next);
      store(next);
    });
  }

  function copyText(text, done) {
    if (navigator.clipboard && window.isSecureContext) {
      navigator.clipboard.writeText(text).then(done, function () {});
      return;
    }
    var area = document.createElement("textarea");
    area.value = text;
    area.className = "hidden";
    document.body.appendChild(area);
    area.select();
    if (document.execCommand("copy")) {
      done();
    }
    area.remove();
  }

  function offerCopy(figure) {
    var caption = figure.querySelector("figcaption");
    var code = figure.querySelector("pre > code");
    if (!caption || !code) {
      return;
    }
    var button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    button.textContent = "Copy";
    button.addEventListener("click", function () {
      copyText(code.textContent, function () {
        button.textContent = "Copied";
        window.setTimeout(function () {
          button.textContent = "Copy";
        }, 1500);
      });
    });
    caption.appendChild(button);
  }

  /* The link of the outline whose section is being read. */
  function followOutline() {
    var links = Array.prototype.slice.call(document.querySelectorAll("nav.outline a[href^='#']"));
    if (links.length === 0 || !("IntersectionObserver" in window)) {
      return;
    }
    var byId = {};
    links.forEach(function (link) {
      byId["#" + link.getAttribute("href").slice(1)] = link;
    });
    var current = null;
    var observer = new IntersectionObserver(
      function (entries) {
        entries.forEach(function (entry) {
          var link = byId["#" + entry.target.id];
          if (!entry.isIntersecting || link === current) {
            return;
          }
          if (current) {
            current.removeAttribute("aria-current");
          }
          link.setAttribute("aria-current", "true");
          current = link;
        });
      },
      { rootMargin: "-80px 0px -70% 0px" }
    );
    links.forEach(function (link) {
      var target = document.getElementById(link.getAttribute("href").slice(1));
      if (target) {
        observer.observe(target);
      }
    });
  }

  /* A link may lead into a part that is folded. */
  function unfoldTarget() {
    var target = document.getElementById(window.location.hash.slice(1));
    var folded = target && target.closest("details:not([open])");
    if (folded) {
      folded.open = true;
      target.scrollIntoView();
    }
    var pair = target && target.matches("article.pair") && target.querySelector("details");
    if (pair) {
      pair.open = true;
    }
  }

  document.addEventListener("DOMContentLoaded", function () {
    offerScheme();
    Array.prototype.forEach.call(document.querySelectorAll("figure.code"), offerCopy);
    followOutline();
    unfoldTarget();
    window.addEventListener("hashchange", unfoldTarget);
  });
})();
