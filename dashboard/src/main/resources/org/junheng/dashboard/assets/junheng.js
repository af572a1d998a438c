"use strict";

/* What the pages can do besides being read: tables sort by their headings, menus close. Nothing here is needed to read. */
(() => {
  const LEAST_ROWS_SORTED = 3;
  const sortBy = document.body.dataset.sort ?? "{0}";

  // ---------------------------------------------------------------------------------------------- sorting

  function makeSortable(table) {
    if (table.tBodies[0].rows.length < LEAST_ROWS_SORTED) {
      return;
    }
    table.querySelectorAll("th[data-column]").forEach((head) => {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "sort";
      button.setAttribute("aria-label", sortBy.replace("{0}", titleOf(head)));
      // It lies over the heading instead of holding its text, which would not stand again on a second sheet of paper.
      head.append(button);
      button.addEventListener("click", () => sort(table, head));
    });
  }

  function titleOf(head) {
    const unit = head.querySelector("small")?.textContent ?? "";
    return head.textContent.trim().slice(0, head.textContent.trim().length - unit.trim().length).trim();
  }

  function sort(table, head) {
    const descending = head.getAttribute("aria-sort") === "ascending";
    table.querySelectorAll("th[aria-sort]").forEach((other) => other.removeAttribute("aria-sort"));
    head.setAttribute("aria-sort", descending ? "descending" : "ascending");
    const body = table.tBodies[0];
    const rows = [...body.rows].map((row) => ({ row, value: valueOf(row.cells[head.cellIndex]) }));
    rows.sort((one, other) => compared(one.value, other.value, descending));
    body.append(...rows.map(({ row }) => row));
  }

  /** Null where there is no figure: that stands last in either direction. */
  function valueOf(cell) {
    if (!cell || cell.querySelector(".missing")) {
      return null;
    }
    const text = cell.dataset.value ?? cell.textContent.trim();
    return text === "" || Number.isNaN(Number(text)) ? cell.textContent.trim() : Number(text);
  }

  function compared(one, other, descending) {
    if (one === null || other === null) {
      return (one === null) - (other === null);
    }
    const order =
      typeof one === "number" && typeof other === "number"
        ? one - other
        : String(one).localeCompare(String(other), document.documentElement.lang, { numeric: true });
    return descending ? -order : order;
  }

  // ---------------------------------------------------------------------------------------------- menus

  const menus = [...document.querySelectorAll(".menu details")];

  function closeMenus(except) {
    menus.filter((menu) => menu !== except).forEach((menu) => (menu.open = false));
  }

  document.querySelectorAll(".panel table").forEach(makeSortable);
  document.addEventListener("click", (event) => closeMenus(event.target.closest(".menu details")));
  document.addEventListener("keydown", (event) => {
    const open = menus.find((menu) => menu.open);
    if (event.key === "Escape" && open) {
      open.open = false;
      open.querySelector("summary").focus();
    }
  });
})();
