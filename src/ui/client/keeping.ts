/**
 * While a page renews itself, leaves alone what somebody is busy with: forms they have begun to fill in, dialogs, frames they have
 * opened something in, and whether details are open. What they send themself is not meant: the answer to that is drawn as it comes.
 */
export function keepWhatIsInUse(signal: AbortSignal): void {
  const root = document.documentElement;
  document.addEventListener(
    "turbo:before-morph-element",
    (event) => {
      if (!("renewing" in root.dataset) || !(event instanceof CustomEvent)) return;
      const { currentElement, newElement } = event.detail;
      if (currentElement instanceof Element && isInUse(currentElement, newElement)) event.preventDefault();
    },
    { signal },
  );
  document.addEventListener(
    "turbo:before-morph-attribute",
    (event) => {
      if (!("renewing" in root.dataset) || !(event instanceof CustomEvent)) return;
      const { target, detail } = event;
      if (detail.attributeName === "open" && target instanceof HTMLDetailsElement) event.preventDefault();
    },
    { signal },
  );
  // What was sent is answered: with faults, its form is drawn anew with them.
  document.addEventListener(
    "turbo:submit-start",
    ({ target }) => target instanceof Element && target.removeAttribute("data-turbo-permanent"),
    { signal },
  );
  for (const over of ["turbo:load", "turbo:submit-start"]) {
    document.addEventListener(over, () => delete root.dataset.renewing, { signal });
  }
}

function isInUse(element: Element, next: unknown): boolean {
  // What goes away does not take with it what somebody has written.
  if (!next && [...element.querySelectorAll("textarea")].some(isChanged)) return true;
  // What somebody was just told stays there to be read; the page that is asked for next does not know of it.
  if (!next && element.id === "notice") return true;
  if (element instanceof HTMLFormElement) return [...element.elements].some(isChanged);
  if (element instanceof HTMLDialogElement) return element.open;
  if (element.localName !== "turbo-frame") return false;
  const source = element.getAttribute("src");
  return (
    source !== null &&
    addressOf(source) !== addressOf(next instanceof Element ? next.getAttribute("src") : null)
  );
}

const addressOf = (source: string | null): string | null => source && new URL(source, location.href).href;

function isChanged(field: Element): boolean {
  if (field instanceof HTMLSelectElement) {
    const options = [...field.options];
    return options.some((option) => option.defaultSelected)
      ? options.some((option) => option.selected !== option.defaultSelected)
      : field.selectedIndex > 0;
  }
  if (field instanceof HTMLTextAreaElement) return field.value !== field.defaultValue;
  if (!(field instanceof HTMLInputElement)) return false;
  return field.checked !== field.defaultChecked || field.value !== field.defaultValue;
}
