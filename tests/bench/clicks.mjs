// From a click to the changed text on the page.

const CLICKS = 40;

/** Clicks the hello app's button and gives how long each change took, in milliseconds. */
export function clickTimes(page) {
  return page.evaluate(async (clicks) => {
    const app = document.querySelector('[data-testid="stApp"]');
    const button = () =>
      [...app.querySelectorAll('[data-testid="stButton"] button')].find((b) => b.textContent.trim() === "Count");
    const shows = (count) =>
      [...app.querySelectorAll("p")].some((p) => p.textContent === `The button was clicked ${count} times.`);
    const times = [];
    for (let count = 1; count <= clicks; count++) {
      times.push(
        await new Promise((resolve) => {
          const begin = performance.now();
          const observer = new MutationObserver(() => {
            if (!shows(count)) return;
            observer.disconnect();
            resolve(performance.now() - begin);
          });
          observer.observe(app, { subtree: true, childList: true, characterData: true });
          button().click();
        }),
      );
      // A person does not click again in the same moment.
      await new Promise((resolve) => setTimeout(resolve, 60));
    }
    return times;
  }, CLICKS);
}
