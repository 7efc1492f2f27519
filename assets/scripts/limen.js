// Starts every part on the page, and again on each fragment that htmx brings in. No inline code, no eval.
import { Checkboxes, ErrorSummary, PasswordInput, Radios, SkipLink } from "govuk-frontend";
import htmx from "htmx.org/dist/htmx.esm.js";
import { startBlank } from "./blank.js";
import { startCiting } from "./cite.js";
import { startDesk, startDeskKeys } from "./desk.js";
import { startDrafts } from "./draft.js";
import { startFormDrafts } from "./formdraft.js";
import { startForms } from "./forms.js";
import { startInterview } from "./interview.js";
import { startKeys } from "./keys.js";
import { startMenus } from "./menus.js";
import { startPalette } from "./palette.js";
import { startQuestions } from "./questions.js";
import { startReader } from "./reader.js";
import { startRows } from "./rows.js";
import { startSuggestions } from "./suggest.js";
import { showCurrentTabs } from "./tabs.js";
import { startTheme } from "./theme.js";
import { startUploads } from "./uploads.js";

Object.assign(htmx.config, {
  allowEval: false,
  allowScriptTags: false,
  selfRequestsOnly: true,
  includeIndicatorStyles: false,
  historyCacheSize: 0,
  refreshOnHistoryMiss: true,
});

document.body.classList.add("js-enabled", "govuk-frontend-supported");

const PARTS = [
  [Checkboxes, '[data-module="govuk-checkboxes"]'],
  [ErrorSummary, '[data-module="govuk-error-summary"]'],
  [PasswordInput, '[data-module="govuk-password-input"]'],
  [Radios, '[data-module="govuk-radios"]'],
  [SkipLink, '[data-module="govuk-skip-link"]'],
];

/** Start the parts inside `root` that were not started yet. */
function start(root) {
  for (const [Part, selector] of PARTS) {
    for (const element of root.querySelectorAll(`${selector}:not([data-started])`)) {
      element.dataset.started = "";
      new Part(element);
    }
  }
  showCurrentTabs(root);
  startDrafts(root);
  startFormDrafts(root);
  startDesk(root);
  startInterview(root);
  startQuestions(root);
  startRows(root);
  startUploads(root);
}

startTheme();
startMenus();
startForms();
startKeys();
startSuggestions();
startPalette();
startDeskKeys();
startBlank();
startCiting();
startReader();
start(document);
document.addEventListener("htmx:load", (event) => start(event.detail.elt));
