// Passkeys: asks the server for a challenge, the device for an answer, and puts the answer into the form.
// A form says data-passkey="get" or "make", where its challenge is (data-challenge), and its own words.

const fromText = (text) =>
  Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));

const toText = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replace(/\+/g, "-")
    .replace(/\//g, "_")
    .replace(/=+$/, "");

const known = (list) => (list ?? []).map((one) => ({ ...one, id: fromText(one.id) }));

function toMake(options) {
  const { user, challenge, excludeCredentials } = options;
  return {
    ...options,
    challenge: fromText(challenge),
    user: { ...user, id: fromText(user.id) },
    excludeCredentials: known(excludeCredentials),
  };
}

function toGet(options) {
  return {
    ...options,
    challenge: fromText(options.challenge),
    allowCredentials: known(options.allowCredentials),
  };
}

function answered(credential) {
  const { response } = credential;
  const parts = {};
  for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (response[name]) parts[name] = toText(response[name]);
  }
  if (response.getTransports) parts.transports = response.getTransports();
  return {
    id: credential.id,
    rawId: toText(credential.rawId),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment ?? undefined,
    clientExtensionResults: {},
    response: parts,
  };
}

async function challengeOf(form) {
  const body = new FormData();
  body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  body.set("for", form.dataset.for ?? "");
  const answer = await fetch(form.dataset.challenge, {
    method: "POST",
    credentials: "same-origin",
    redirect: "error",
    headers: { Accept: "application/json" },
    body,
  });
  if (!answer.ok) throw new Error(String(answer.status));
  return (await answer.json()).publicKey;
}

async function ask(form) {
  const options = await challengeOf(form);
  return form.dataset.passkey === "make"
    ? navigator.credentials.create({ publicKey: toMake(options) })
    : navigator.credentials.get({ publicKey: toGet(options) });
}

function tell(form, sentence) {
  const place = form.querySelector("[data-passkey-said]");
  place.textContent = sentence;
  place.hidden = !sentence;
}

async function go(form, button) {
  if (!form.reportValidity()) return;
  tell(form, "");
  button.disabled = true;
  try {
    form.elements.credential.value = JSON.stringify(answered(await ask(form)));
    form.submit();
  } catch (error) {
    const words = form.dataset;
    const byName = { NotAllowedError: words.cancelled, InvalidStateError: words.known };
    tell(form, byName[error.name] || words.failed);
    button.disabled = false;
    button.focus();
  }
}

for (const form of document.querySelectorAll("form[data-passkey]")) {
  const button = form.querySelector("[data-passkey-go]");
  if (window.isSecureContext && window.PublicKeyCredential) {
    button.addEventListener("click", () => go(form, button));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      go(form, button);
    });
  } else {
    button.disabled = true;
    tell(form, form.dataset.unsupported);
  }
}

// Coming back to a page that the browser kept: the button must not stay asleep.
window.addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  for (const button of document.querySelectorAll("[data-passkey-go]")) button.disabled = false;
});
