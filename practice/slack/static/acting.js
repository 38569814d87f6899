// Reads controls and forms, asks for confirmation, and posts what a person does.

export async function act(name, body) {
  try {
    const answer = await fetch("/act/" + name, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });
    return answer.ok ? await answer.json() : { notice: await answer.text() };
  } catch {
    return { notice: document.body.dataset.lost };
  }
}

// What stands in one field: a string, or a list of values.
export function given(control) {
  if (control.matches(".ticks")) {
    return [...control.querySelectorAll("input:checked")].map((tick) => tick.value);
  }
  if (control.multiple) return [...control.selectedOptions].map((option) => option.value);
  if (control.type === "datetime-local") {
    return control.value ? String(Math.floor(new Date(control.value).getTime() / 1000)) : "";
  }
  return control.value;
}

// What stands in all fields of a view: by block in an input block, else by action.
export function collect(view) {
  const values = {};
  for (const control of fields(view)) {
    const input = control.closest(".input");
    values[input ? input.dataset.block : control.dataset.action] = given(control);
  }
  return values;
}

export function fields(view) {
  return [...view.querySelectorAll("[data-kind]")].filter(
    (each) => each.matches("input, textarea, select, .ticks"),
  );
}

// Puts what a person had typed into the same fields of a view that was drawn anew.
export function restore(before, after) {
  for (const field of fields(after)) {
    const { block, action, kind } = field.dataset;
    const old = fields(before).find(
      (each) => each.dataset.block === block && each.dataset.action === action && each.dataset.kind === kind,
    );
    if (!old) continue;
    const chosen = given(old);
    if (field.matches(".ticks")) {
      for (const tick of field.querySelectorAll("input")) tick.checked = chosen.includes(tick.value);
    } else if (field.multiple) {
      for (const option of field.options) option.selected = chosen.includes(option.value);
    } else {
      field.value = old.value;
    }
  }
}

// Asks what stands in a control's confirm dialog; true where it has none.
export function answered(control) {
  const dialog = control.parentElement.matches(".control")
    ? control.parentElement.querySelector("dialog.confirm")
    : null;
  if (!dialog) return Promise.resolve(true);
  dialog.returnValue = "";
  dialog.showModal();
  return new Promise((resolve) => {
    const choose = (event) => {
      const button = event.target.closest("[data-answer]");
      if (button) dialog.close(button.dataset.answer);
    };
    dialog.addEventListener("click", choose);
    dialog.addEventListener("close", () => {
      dialog.removeEventListener("click", choose);
      resolve(dialog.returnValue === "yes");
    }, { once: true });
  });
}

export async function externalOptions(select, body) {
  if (select.dataset.asked) return;
  select.dataset.asked = "yes";
  const { options = [] } = await act("suggest", body);
  for (const option of options) select.add(new Option(option.text.text, option.value));
}

export function closeMenus() {
  for (const menu of document.querySelectorAll("details.overflow[open]")) menu.open = false;
}

// The step that a key makes in a menu: 0 closes it, null is no key of a menu.
export function keyOf(key) {
  return { ArrowDown: 1, ArrowUp: -1, Escape: 0 }[key] ?? null;
}
