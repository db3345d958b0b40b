// The sandbox's page. What is said over the socket is described in protocol.py.

const GAP = 5 * 60 * 1000; // silence after which a time is shown
const MOST_ROWS = 1500;
const DAY = 24 * 3600 * 1000;

const $ = (id) => document.getElementById(id);
const log = $("log");
const text = $("text");

let socket = null;
let retry = 500;
let bot = "";
let zone = "Asia/Shanghai";
let groupId = new URLSearchParams(location.search).get("group") ?? "";
let people = [];
let me = sessionStorage.getItem("me") ?? "";
let newcomer = "";
let unsent = "";
let last = ""; // what was said last, for the arrow up
let privately = false; // what is shown and said is between the bot and whoever speaks
let groupLines = [];
const privateLines = new Map(); // by name, of those whose private chat was opened
const unread = new Set(); // whose private chat has something new
let shown = new Set();
let lastAt = 0;
let following = true; // the reader is at the end of the chat and wants to stay there
let turned = { base: Date.now(), since: performance.now(), ahead: 0, next: null };

// ---- the socket

function connect() {
  const scheme = location.protocol === "https:" ? "wss:" : "ws:";
  socket = new WebSocket(`${scheme}//${location.host}/ws?group=${encodeURIComponent(groupId)}`);
  socket.onmessage = (event) => hear(JSON.parse(event.data));
  socket.onclose = () => {
    $("offline").hidden = false;
    busy(false);
    setTimeout(connect, retry);
    retry = Math.min(retry * 2, 5000);
  };
}

function ask(request) {
  if (socket.readyState !== WebSocket.OPEN) {
    toast("还没有连上，稍等一下再试。");
    return false;
  }
  socket.send(JSON.stringify(request));
  return true;
}

function hear(told) {
  switch (told.type) {
    case "hello":
      return begin(told);
    case "line":
      return take(told.line);
    case "private":
      privateLines.set(told.user, told.lines);
      return privately && told.user === me ? render() : undefined;
    case "groups":
      return showGroups(told);
    case "people":
      return showPeople(told.people);
    case "clock":
      return setClock(told);
    case "done":
      return finish(told.request);
    case "error":
      return fail(told);
  }
}

function begin(told) {
  retry = 500;
  $("offline").hidden = true;
  $("offline").textContent = "连接断开，正在重连…";
  bot = told.bot;
  zone = told.group.zone;
  groupId = told.group.id;
  document.title = `${told.group.name} · ${bot}沙盒`;
  $("title").dataset.name = told.group.name;
  showGroups(told);
  setClock(told);
  groupLines = told.lines;
  privateLines.clear();
  showPeople(told.people);
  render();
  showSteps();
  if (matchMedia("(min-width: 961px)").matches) text.focus();
}

function showGroups(told) {
  const groups = $("groups");
  groups.replaceChildren(...told.groups.map((group) => new Option(group.name, group.id, false, group.id === groupId)));
  groups.value = groupId;
  groups.hidden = told.groups.length < 2;
  $("problems").textContent = told.problems.length ? `群的文件有错，先按改之前的样子运行。${told.problems[0]}` : "";
  $("problems").hidden = !told.problems.length;
}

function finish(request) {
  if (request === "join") tickOff("join");
  if (request === "turn" && hour(now()) >= "08:00") tickOff("morning");
  if (request === "turn") busy(false);
  if (request === "join" && people.some((person) => person.name === newcomer)) speakAs(newcomer);
}

function fail(told) {
  if (!bot) $("offline").textContent = told.text;
  else toast(told.text);
  if (told.request === "turn") busy(false);
  if (told.request === "say" && !text.value) {
    text.value = unsent;
    grow();
  }
}

// ---- the chat

function make(tag, className = "", words = "") {
  const element = document.createElement(tag);
  element.className = className;
  element.textContent = words;
  return element;
}

function avatar(name) {
  if (name === bot) {
    const image = make("img", "avatar");
    image.src = "/static/icon.svg";
    image.alt = "";
    return image;
  }
  const face = make("span", "avatar", [...name][0]?.toUpperCase() ?? "");
  let sum = 0;
  for (const letter of name) sum = (sum * 31 + letter.codePointAt(0)) % 1000003;
  face.style.setProperty("--hue", Math.round(sum * 137.508) % 360);
  face.setAttribute("aria-hidden", "true");
  return face;
}

function badge(name) {
  const role = name === bot ? "机器人" : people.find((person) => person.name === name)?.role;
  if (!role || role === "成员") return "";
  const element = make("span", "badge", role);
  element.dataset.role = role;
  return element;
}

function take(line) {
  const lines = line.private ? privateLines.get(line.private) : groupLines;
  if (lines?.some((known) => known.id === line.id)) return;
  lines?.push(line);
  if (lines?.length > MOST_ROWS) lines.shift();
  if (line.private ? privately && line.private === me : !privately) return addLine(line);
  if (line.private) {
    unread.add(line.private);
    markUnread();
  }
}

function render() {
  log.replaceChildren();
  shown = new Set();
  lastAt = 0;
  const lines = privately ? privateLines.get(me) : groupLines;
  if (!lines) return ask({ type: "open", user: me });
  lines.forEach((line) => addLine(line, false));
  const empty = privately ? `这里只有${me}和${bot}看得到。发「帮助」试试？` : "这里还没有人说话。发一句「帮助」试试？";
  if (!lines.length) log.append(make("p", "notice", empty));
  if (privately) unread.delete(me);
  markUnread();
  toBottom();
}

function markUnread() {
  $("unread").hidden = !unread.has(me);
  for (const button of document.querySelectorAll(".person[aria-pressed]")) {
    button.classList.toggle("unread", unread.has(button.dataset.user));
  }
}

function goTo(place) {
  privately = place === "private";
  $("in-group").setAttribute("aria-pressed", String(!privately));
  $("in-private").setAttribute("aria-pressed", String(privately));
  $("composer").classList.toggle("private", privately);
  invite();
  render();
}

$("in-group").onclick = () => goTo("group");
$("in-private").onclick = () => goTo("private");

function addLine(line, live = true) {
  if (shown.has(line.id)) return;
  if (!shown.size) log.replaceChildren();
  shown.add(line.id);
  const follow = following || line.speaker === me;
  const at = Date.parse(line.at);
  if (at - lastAt > GAP) {
    const time = make("time", "notice time");
    time.dateTime = line.at;
    log.append(time);
    stampOne(time);
  }
  lastAt = Math.max(at, lastAt);
  log.append(line.speaker ? row(line) : make("p", "notice", line.parts.map(words).join("")));
  while (log.childElementCount > MOST_ROWS) log.firstElementChild.remove();
  if (!live) return;
  if (follow) toBottom();
  else $("newer").hidden = false;
}

function row(line) {
  const element = make("article", "line");
  element.dataset.speaker = line.speaker;
  element.classList.toggle("mine", line.speaker === me);
  const body = make("div", "body");
  const name = make("div", "name", line.speaker);
  name.append(badge(line.speaker));
  body.append(name);
  let bubble = null;
  for (const [index, part] of line.parts.entries()) {
    if (part.type === "text" || part.type === "mention") {
      if (!bubble) body.append((bubble = make("div", "bubble")));
      bubble.append(part.type === "text" ? part.text : mention(part, line.parts[index + 1]));
    } else {
      bubble = null;
      body.append(SHOWN[part.type](part));
    }
  }
  element.append(avatar(line.speaker), body);
  return element;
}

const SHOWN = { picture, document: download, card, news, markdown: (part) => make("div", "bubble", part.markdown) };

function words(part) {
  if (part.type === "mention") return `@${part.name} `;
  return part.text ?? part.markdown ?? `[${part.alt ?? part.title ?? part.name ?? part.articles[0].title}]`;
}

function mention(part, next) {
  const element = make("span", "mention", `@${part.name}${/^\s/.test(next?.text ?? "") ? "" : " "}`);
  element.dataset.user = part.user;
  element.dataset.everybody = part.everybody ? "yes" : "";
  element.classList.toggle("rings", rings(element));
  return element;
}

function rings(element) {
  return element.dataset.everybody !== "" || element.dataset.user === me;
}

function picture(part) {
  const button = make("button", "picture");
  button.type = "button";
  button.setAttribute("aria-label", `放大${part.alt}`);
  const image = make("img");
  image.alt = part.alt;
  image.src = `/picture/${part.digest}`;
  image.onload = () => following && toBottom();
  button.append(image);
  button.onclick = () => {
    $("viewed").src = image.src;
    $("viewed").alt = part.alt;
    $("viewer").showModal();
  };
  return button;
}

function download(part) {
  const link = make("a", "document", part.name);
  link.href = `/file/${part.digest}`;
  link.download = part.name;
  return link;
}

function news(part) {
  const element = make("section", "card");
  for (const article of part.articles) {
    const link = make("a", "", article.title);
    if (/^https?:/.test(article.url)) link.href = article.url;
    link.target = "_blank";
    link.rel = "noreferrer";
    const title = make("h3");
    title.append(link);
    element.append(title);
    if (article.text) element.append(make("p", "", article.text));
  }
  return element;
}

function card(part) {
  const element = make("section", "card");
  element.append(make("h3", "", part.title));
  if (part.text) element.append(make("p", "", part.text));
  const buttons = make("div", "buttons");
  for (const one of part.buttons) {
    const button = make("button", "", one.label);
    button.type = "button";
    button.onclick = () => ask({ type: "press", user: me, card: part.card, button: one.key, private: privately });
    buttons.append(button);
  }
  if (part.buttons.length) element.append(buttons);
  return element;
}

function toBottom() {
  log.scrollTop = log.scrollHeight;
  following = true;
  $("newer").hidden = true;
}

let lastTop = 0;
log.onscroll = () => {
  if (log.scrollHeight - log.scrollTop - log.clientHeight < 80) {
    following = true;
    $("newer").hidden = true;
  } else if (log.scrollTop < lastTop) {
    following = false; // only going up is leaving: a picture that loads also makes the end more distant
  }
  lastTop = log.scrollTop;
};
new ResizeObserver(() => following && toBottom()).observe(log);
$("newer").onclick = toBottom;

// ---- people

function showPeople(list) {
  people = list;
  const names = people.map((person) => person.name);
  $("title").textContent = `${$("title").dataset.name ?? ""}（${people.length + 1}）`;
  $("people").replaceChildren(
    ...people.map((person) => {
      const button = make("button", "person");
      button.type = "button";
      button.dataset.user = person.name;
      button.append(avatar(person.name), make("span", "who", person.name), badge(person.name));
      button.onclick = () => {
        speakAs(person.name);
        closePanels();
      };
      const item = make("li");
      item.append(button);
      return item;
    }),
  );
  if (!names.includes(me)) me = (people.find((person) => person.role === "成员") ?? people[0])?.name ?? "";
  speakAs(me);
}

function speakAs(name) {
  const other = name !== me;
  me = name;
  sessionStorage.setItem("me", name);
  for (const button of document.querySelectorAll(".person")) {
    button.setAttribute("aria-pressed", String(button.dataset.user === me));
    button.tabIndex = button.dataset.user === me ? 0 : -1; // one Tab enters the list and the next one leaves it
  }
  for (const line of log.querySelectorAll(".line")) line.classList.toggle("mine", line.dataset.speaker === me);
  for (const one of log.querySelectorAll(".mention")) one.classList.toggle("rings", rings(one));
  $("me").replaceChildren(...(me ? [avatar(me)] : []));
  $("me").setAttribute("aria-label", me ? `现在是${me}，换一个人说话` : "没有人可以说话");
  $("leave-open").textContent = me ? `${me} 离开` : "离开";
  $("leave-open").disabled = !me;
  invite();
  if (privately && other) render();
  markUnread();
}

function invite() {
  const inviting = privately ? `${me}悄悄对${bot}说…` : `${me}说点什么…`;
  text.placeholder = me ? inviting : "群里没有人了";
}

$("people").onkeydown = (event) => {
  const buttons = [...$("people").querySelectorAll(".person")];
  const at = buttons.indexOf(document.activeElement);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: buttons.length - 1 }[event.key];
  if (to === undefined) return;
  event.preventDefault();
  buttons[Math.min(Math.max(to, 0), buttons.length - 1)].focus();
};

function openPanel(panel) {
  panel.classList.add("open");
  $("shade").hidden = false;
  panel.querySelector("button")?.focus();
}

function closePanels() {
  for (const panel of document.querySelectorAll(".panel")) panel.classList.remove("open");
  $("shade").hidden = true;
}

$("show-people").onclick = () => openPanel($("people-panel"));
$("me").onclick = () => {
  if (getComputedStyle($("show-people")).display !== "none") openPanel($("people-panel"));
  else document.querySelector('.person[aria-pressed="true"]')?.focus();
};
$("show-clock").onclick = () => openPanel($("clock-panel"));
$("shade").onclick = closePanels;
for (const button of document.querySelectorAll("[data-close]")) button.onclick = closePanels;
$("groups").onchange = () => {
  location.search = `?group=${encodeURIComponent($("groups").value)}`;
};

$("join-open").onclick = () => {
  $("join-by").replaceChildren(new Option("自己扫码进来", ""), ...people.map((person) => new Option(person.name)));
  $("join-form").reset();
  $("join").showModal();
};
$("join-form").onsubmit = (event) => {
  event.preventDefault();
  newcomer = $("join-name").value.trim().normalize("NFC");
  if (!ask({ type: "join", name: newcomer, invited_by: $("join-by").value })) return;
  $("join").close();
  closePanels();
};
$("leave-open").onclick = () => {
  $("leave-title").textContent = `让${me}退出群聊？`;
  $("leave").showModal();
};
$("leave-form").onsubmit = (event) => {
  event.preventDefault();
  if (!ask({ type: "leave", user: me })) return;
  $("leave").close();
  closePanels();
};
for (const button of document.querySelectorAll("[data-cancel]")) {
  button.onclick = () => button.closest("dialog").close();
}
for (const dialog of document.querySelectorAll("dialog")) {
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
}

// ---- the first steps

const steps = new Set(JSON.parse(localStorage.getItem("steps") ?? "[]"));

function showSteps() {
  $("guide").hidden = localStorage.getItem("guide") === "closed";
  for (const button of document.querySelectorAll("[data-step]")) {
    button.classList.toggle("done", steps.has(button.dataset.step));
    button.setAttribute("aria-label", `${button.textContent}${steps.has(button.dataset.step) ? "，做过了" : ""}`);
  }
}

function tickOff(step) {
  if (steps.has(step)) return;
  steps.add(step);
  localStorage.setItem("steps", JSON.stringify([...steps]));
  showSteps();
}

function tomorrowMorning() {
  return `${new Intl.DateTimeFormat("en-CA", { timeZone: zone }).format(new Date(now() + DAY))}T08:00`;
}

const STEPS = {
  checkin: () => say("签到"),
  join: () => $("join-open").click(),
  morning: () => turn({ to: tomorrowMorning() }),
};
for (const button of document.querySelectorAll("[data-step]")) button.onclick = () => STEPS[button.dataset.step]();
$("guide-close").onclick = () => {
  localStorage.setItem("guide", "closed");
  showSteps();
};

// ---- the composer

function say(said, picture = "") {
  if (!said.trim() && !picture) return false;
  if (said.trim() === "签到") tickOff("checkin");
  if (said.trim()) last = said;
  return ask({ type: "say", user: me, text: said, picture, private: privately });
}

function grow() {
  text.style.height = "auto";
  text.style.height = `${Math.min(text.scrollHeight, 132)}px`;
}

$("composer").onsubmit = (event) => {
  event.preventDefault();
  unsent = text.value;
  if (!say(text.value)) return;
  text.value = "";
  grow();
  closeSuggestions();
  toBottom();
};
text.onkeydown = (event) => {
  if (event.isComposing || event.keyCode === 229) return;
  if (!$("suggest").hidden && steer(event)) return;
  if (event.key === "ArrowUp" && !text.value && last) {
    event.preventDefault();
    text.value = last;
    grow();
    return;
  }
  if (event.key === "Enter" && !event.shiftKey) {
    event.preventDefault();
    $("composer").requestSubmit();
  }
};
text.oninput = () => {
  grow();
  suggest();
};
text.onclick = () => suggest();
text.onblur = () => closeSuggestions();
text.onpaste = (event) => {
  const file = [...event.clipboardData.files].find((one) => one.type.startsWith("image/"));
  if (file) {
    event.preventDefault();
    upload(file);
  }
};
for (const button of document.querySelectorAll("[data-hint]")) button.onclick = () => say(button.dataset.hint);
$("photo").onclick = () => $("file").click();
$("file").onchange = () => {
  const [file] = $("file").files;
  if (file) upload(file);
  $("file").value = "";
};

async function upload(file) {
  try {
    const response = await fetch("/picture", { method: "POST", body: file });
    const kept = await response.json();
    if (response.ok) say("", kept.digest);
    else toast(kept.error);
  } catch {
    toast("图片没有传上去，请再试一次。");
  }
}

// ---- mentions

function typedName() {
  return /[@＠]([^@＠\s]*)$/.exec(text.value.slice(0, text.selectionStart))?.[1] ?? null;
}

function suggest() {
  const typed = typedName();
  const names = [bot, ...people.map((person) => person.name).filter((name) => name !== me)];
  const near = typed === null ? [] : names.filter((name) => name.toLowerCase().includes(typed.toLowerCase()));
  if (!near.length || near.includes(typed)) return closeSuggestions();
  $("suggest").replaceChildren(
    ...near.map((name, index) => {
      const item = make("li", "person");
      item.id = `suggest-${index}`;
      item.setAttribute("role", "option");
      item.dataset.user = name;
      item.append(avatar(name), make("span", "who", name), badge(name));
      item.onmousedown = (event) => event.preventDefault();
      item.onclick = () => complete(name);
      return item;
    }),
  );
  $("suggest").hidden = false;
  mark(0);
}

function mark(index) {
  const items = [...$("suggest").children];
  const chosen = (index + items.length) % items.length;
  items.forEach((item, at) => item.setAttribute("aria-selected", String(at === chosen)));
  items[chosen].scrollIntoView({ block: "nearest" });
  text.setAttribute("aria-activedescendant", items[chosen].id);
}

function steer(event) {
  const chosen = $("suggest").querySelector('[aria-selected="true"]');
  const index = [...$("suggest").children].indexOf(chosen);
  if (event.key === "ArrowDown") mark(index + 1);
  else if (event.key === "ArrowUp") mark(index - 1);
  else if (event.key === "Enter" || event.key === "Tab") complete(chosen.dataset.user);
  else if (event.key === "Escape") closeSuggestions();
  else return false;
  event.preventDefault();
  return true;
}

function complete(name) {
  const end = text.selectionStart;
  text.setRangeText(`@${name} `, end - typedName().length - 1, end, "end");
  closeSuggestions();
  text.focus();
  grow();
}

function closeSuggestions() {
  $("suggest").hidden = true;
  text.removeAttribute("aria-activedescendant");
}

$("at").onmousedown = (event) => event.preventDefault();
$("at").onclick = () => {
  text.focus();
  text.setRangeText("@", text.selectionStart, text.selectionEnd, "end");
  grow();
  suggest();
};

// ---- the clock

const formats = new Map();

function format(at, options) {
  const key = zone + JSON.stringify(options);
  if (!formats.has(key)) formats.set(key, new Intl.DateTimeFormat("zh-CN", { timeZone: zone, hourCycle: "h23", ...options }));
  return formats.get(key).format(at);
}

const hour = (at) => format(at, { hour: "2-digit", minute: "2-digit" });
const now = () => turned.base + performance.now() - turned.since;

function dayNumber(at) {
  const [year, month, day] = new Intl.DateTimeFormat("en-CA", { timeZone: zone }).format(at).split("-");
  return Date.UTC(year, month - 1, day) / DAY;
}

function moment(at) {
  const days = dayNumber(now()) - dayNumber(at);
  const named = { "-2": "后天 ", "-1": "明天 ", 0: "", 1: "昨天 " }[days];
  if (named !== undefined) return named + hour(at);
  if (days > 0 && days < 7) return `${format(at, { weekday: "long" })} ${hour(at)}`;
  const sameYear = format(at, { year: "numeric" }) === format(now(), { year: "numeric" });
  return `${format(at, { year: sameYear ? undefined : "numeric", month: "long", day: "numeric" })} ${hour(at)}`;
}

function lasting(seconds) {
  const minutes = Math.round(seconds / 60);
  const parts = [
    [Math.floor(minutes / 1440), "天"],
    [Math.floor(minutes / 60) % 24, "小时"],
    [minutes % 60, "分钟"],
  ].filter(([count]) => count);
  return parts.slice(0, 2).map(([count, unit]) => `${count} ${unit}`).join(" ");
}

function setClock(told) {
  turned = { base: Date.parse(told.now), since: performance.now(), ahead: told.ahead, next: told.next };
  for (const time of log.querySelectorAll(".time")) stampOne(time);
  tick();
}

function stampOne(time) {
  time.textContent = moment(Date.parse(time.dateTime));
}

function tick() {
  const at = now();
  $("now").textContent = format(at, { hour: "2-digit", minute: "2-digit", second: "2-digit" });
  $("date").textContent = `${format(at, { dateStyle: "long" })} ${format(at, { weekday: "long" })}`;
  const ahead = lasting(turned.ahead);
  $("ahead").textContent = ahead ? `比真实时间快 ${ahead}` : "和真实时间一样";
  $("clock-chip").textContent = hour(at);
  const next = Date.parse(turned.next);
  $("next").disabled = !turned.next;
  const wait = lasting((next - at) / 1000);
  $("planned").textContent = turned.next ? `${moment(next)}${wait ? `，${wait}后` : ""}` : "后面没有安排";
}

function busy(is) {
  $("turning").disabled = is;
  $("busy").hidden = !is;
}

function turn(how) {
  if (ask({ type: "turn", ...how })) busy(true);
}

$("next").onclick = () => turn({ next: true });
for (const button of document.querySelectorAll("[data-turn]")) button.onclick = () => turn(JSON.parse(button.dataset.turn));
$("turn-to").onsubmit = (event) => {
  event.preventDefault();
  turn({ to: $("to").value });
};
$("to").onfocus = () => {
  if (!$("to").value) $("to").value = tomorrowMorning();
};
setInterval(tick, 1000);

// ---- notes to the reader

let fading = 0;

function toast(words) {
  $("toast").textContent = words;
  $("toast").hidden = false;
  clearTimeout(fading);
  fading = setTimeout(() => ($("toast").hidden = true), 4000);
}

addEventListener("focus", () => socket.readyState === WebSocket.OPEN && ask({ type: "look" }));
document.addEventListener("keydown", (event) => event.key === "Escape" && closePanels());
connect();
