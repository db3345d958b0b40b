// 连接企业微信: each step is one request, and the files on disk are all that is remembered.

const at = (id) => document.getElementById(id);
let state = { ways: [], terminal: "", channels: [], templates: [] };
let way = -1;
let name = "";
let heard = null;
let entered = {};
let sure = "";

async function post(step, given) {
  try {
    const answer = await fetch(`/connect/${step}`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(given),
    });
    return await answer.json();
  } catch {
    return { error: "沙盒没有回答，它还开着吗？" };
  }
}

function show(...steps) {
  for (const section of document.querySelectorAll("section")) {
    section.hidden = !steps.includes(section.id);
  }
  document.getElementById(steps.at(-1)).scrollIntoView({ block: "nearest" });
}

function tell(id, text, isBad = false) {
  at(id).textContent = text;
  at(id).classList.toggle("bad", isBad);
}

function choice(text, act) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = text;
  button.setAttribute("aria-pressed", "false");
  button.addEventListener("click", () => {
    for (const other of document.querySelectorAll("[aria-pressed]")) {
      other.setAttribute("aria-pressed", String(other === button));
    }
    act();
  });
  return button;
}

async function load() {
  const answer = await (await fetch("/connect/state")).json();
  at("error").hidden = !answer.error;
  at("error").textContent = answer.error ?? "";
  if (answer.error) {
    show("step-way");
    return;
  }
  state = answer;
  at("ways").replaceChildren(
    ...state.ways.map((each, number) => choice(each.title, () => ask(number, ""))),
    choice(state.terminal, () => leave("这一种要问谁在群里，建好就有人收到，所以不在网页上做。选第 5 种。")),
  );
  at("there").hidden = state.channels.length === 0;
  at("channels").replaceChildren(
    ...state.channels.map((each) => {
      const used = each.groups.length ? `，用于：${each.groups.join("、")}` : "，还没有群";
      return choice(`${each.name}（${state.ways[each.way].title.split("：")[0]}${used}）`, () => goOn(each));
    }),
  );
  at("template").replaceChildren(...state.templates.map((each) => new Option(each, each)));
  show("step-way");
  const waiting = state.channels.filter((each) => each.groups.length === 0);
  if (waiting.length === 1) {
    at("channels").children[state.channels.indexOf(waiting[0])].click();
  }
}

function goOn(channel) {
  entered = channel.values;
  way = channel.way;
  at("one-place").hidden = way !== 0 || channel.connected;
  name = channel.name;
  at("bot").textContent = channel.bot;
  at("try").hidden = channel.connected;
  tell("tried", channel.connected ? "✓ 已经连着，不用再试。" : "");
  show("step-way", "step-try", ...(channel.connected ? ["step-listen"] : []));
}

function leave(why) {
  at("terminal-why").textContent = why;
  show("step-way", "step-terminal");
}

at("copy").addEventListener("click", async () => {
  try {
    await navigator.clipboard.writeText(at("command").textContent);
    at("copy").textContent = "复制了";
  } catch {
    getSelection().selectAllChildren(at("command"));
  }
});

function ask(number, known) {
  way = number;
  name = known;
  at("one-place").hidden = way !== 0;
  at("where").textContent = state.ways[number].page;
  const rows = state.ways[number].fields.map((field) => row(field, known));
  const own = document.createElement("details");
  const summary = document.createElement("summary");
  summary.textContent = "自己部署的企业微信";
  const server = { key: "server", question: `它的地址（${state.ways[number].server}），不是的话留空`, default: "" };
  own.append(summary, row(server, known));
  own.open = Boolean(known && entered.server);
  const buttons = document.createElement("div");
  buttons.className = "row";
  const button = document.createElement("button");
  button.className = "main";
  button.textContent = "写进 channels.yaml，密钥进 .env";
  buttons.append(button);
  at("fields").replaceChildren(...rows, own, buttons);
  show("step-way", "step-fields");
  at("fields").querySelector("input").focus();
}

function row(field, known) {
  const label = document.createElement("label");
  const input = document.createElement("input");
  input.name = field.key;
  input.value = known && !field.secret ? (entered[field.key] ?? field.default) : field.default;
  input.placeholder = known && field.secret ? "留空就用原来的" : "";
  input.type = field.secret ? "password" : "text";
  input.autocomplete = "off";
  input.spellcheck = false;
  label.append(field.question, input);
  return label;
}

at("fields").addEventListener("submit", async (event) => {
  event.preventDefault();
  for (const old of at("fields").querySelectorAll(".wrong")) old.remove();
  for (const input of at("fields").querySelectorAll("input")) input.removeAttribute("aria-invalid");
  const values = Object.fromEntries(new FormData(at("fields")));
  const answer = await post("channel", { way, name, values, sure });
  if (answer.error) {
    sure = answer.field === "bot_id" ? values.bot_id : "";
    const input = at("fields").elements[answer.field] ?? at("fields").querySelector("input");
    const words = document.createElement("span");
    words.className = "wrong";
    words.setAttribute("role", "alert");
    words.textContent = answer.error;
    input.setAttribute("aria-invalid", "true");
    if (input.closest("details")) input.closest("details").open = true;
    input.after(words);
    input.focus();
    return;
  }
  name = answer.name;
  at("bot").textContent = values.bot_name ?? "";
  // Secrets are not kept in the page.
  const shown = state.ways[way].fields.filter((each) => !each.secret);
  entered = Object.fromEntries([...shown.map((each) => each.key), "server"].map((key) => [key, values[key]]));
  at("fields").replaceChildren();
  at("try").hidden = false;
  tell("tried", `通道 ${name} 写好了，密钥只有你读得到（.env，0600）。`);
  show("step-try");
});

at("try").addEventListener("click", async () => {
  at("try").disabled = true;
  tell("tried", "正在问企业微信 …");
  const answer = await post("try", { name });
  at("try").disabled = false;
  if (answer.error) {
    tell("tried", `${answer.error}。改好再来一次：`, true);
    const kept = at("tried").textContent;
    ask(way, name);
    tell("tried", kept, true);
    show("step-fields", "step-try");
    return;
  }
  tell("tried", answer.text);
  if (state.ways[way].ends === "listen") {
    show("step-try", "step-listen");
  } else if (state.ways[way].ends === "push") {
    finish("通道写好了。", `在群的 YAML 里写 push: ${name}，定时消息和会响的 @ 就从这里走。`, false);
  } else {
    leave(`${answer.text}通道 ${name} 写好了，到了那里选它：它说回调地址怎么填，等到第一句话，写好群的文件。`);
    show("step-terminal");
  }
});

at("listen").addEventListener("click", async () => {
  at("listen").disabled = true;
  tell("heard", "我在听 …");
  const answer = await post("listen", { name });
  at("listen").disabled = false;
  if (!answer.chat) {
    tell("heard", answer.error ?? answer.text, Boolean(answer.error));
    at("listen").textContent = "再听一会儿";
    return;
  }
  heard = answer;
  const warning = heard.warning ? `但是${heard.warning}` : "";
  const what = heard.what ? `：「${heard.what}」` : "。";
  const others = heard.others ? `还听到：${heard.others}。` : "";
  tell("heard", `听到了：${heard.user} 在群 ${heard.chat} 里说了话${what}${others}${warning}`, Boolean(warning));
  at("listen").textContent = "不是这个群？在那个群里再 @ 它一句，然后点这里";
  show("step-listen", "step-group");
});

at("group").addEventListener("submit", async (event) => {
  event.preventDefault();
  const given = { name, ...heard, title: at("title").value, template: at("template").value };
  const button = at("group").querySelector("button");
  button.disabled = true;
  const answer = await post("group", given);
  button.disabled = false;
  if (answer.error) {
    tell("heard", answer.error, true);
    return;
  }
  const then = `${answer.works ? "群伴已经在听：" : "然后"}在群里发「@${at("bot").textContent} 签到」。演示群和这个页面下次启动时休息。`;
  finish(`「${answer.title}」（群 ${heard.chat}）的文件写好了：${answer.path}，${heard.user} 是群主，改了保存就生效。`, then, answer.works);
});

function finish(done, then, works) {
  at("restart").hidden = works;
  at("done").textContent = done;
  at("then").textContent = then;
  show("step-done");
}

load();
