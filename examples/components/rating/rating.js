// A row of stars; the app hears how many are lit.

const tell = (type, more = {}) =>
  parent.postMessage({ isStreamlitMessage: true, type: `streamlit:${type}`, ...more }, "*");

let lit = 0;

function draw({ args, theme }) {
  const stars = document.getElementById("stars");
  document.body.style.color = theme.primaryColor;
  const buttons = Array.from({ length: args.most }, (_, place) => {
    const button = document.createElement("button");
    button.textContent = place < lit ? "★" : "☆";
    button.ariaLabel = `${place + 1} of ${args.most}`;
    button.onclick = () => {
      lit = place + 1;
      draw({ args, theme });
      tell("setComponentValue", { value: lit, dataType: "json" });
    };
    return button;
  });
  stars.replaceChildren(...buttons);
  tell("setFrameHeight", { height: document.documentElement.scrollHeight });
}

addEventListener("message", ({ data }) => {
  if (data.type === "streamlit:render") draw(data);
});
tell("componentReady", { apiVersion: 1 });
