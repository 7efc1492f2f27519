// The choice between day, night and whatever the machine says. Kept in a cookie, so that the server sends the page
// in the right colours at once.
export function startTheme() {
  const buttons = document.querySelectorAll("[data-theme-choice]");
  for (const button of buttons) {
    button.addEventListener("click", () => {
      const theme = button.dataset.themeChoice;
      document.documentElement.dataset.theme = theme;
      document.cookie = `limen_theme=${theme}; path=/; max-age=31536000; samesite=strict${location.protocol === "https:" ? "; secure" : ""}`;
      for (const other of buttons) other.setAttribute("aria-pressed", String(other.dataset.themeChoice === theme));
    });
  }
}
