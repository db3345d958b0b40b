// The vendor's client: does what the recorded one did, and tells each thing on a line of its own.
const { WSClient, generateReqId } = require("@wecom/aibot-node-sdk");

const [, , wsUrl, botId, secret] = process.argv;
const tell = (event, more = {}) => console.log(JSON.stringify({ e: event, ...more }));
const quiet = { debug() {}, info() {}, warn() {}, error() {} };
const client = new WSClient({ wsUrl, botId, secret, heartbeatInterval: 1000, reconnectInterval: 300, logger: quiet });

async function attempt(what, act) {
  try {
    const ack = await act();
    tell("done", { what, errcode: ack?.errcode ?? 0 });
    return ack;
  } catch (error) {
    tell("failed", { what, errcode: error?.errcode ?? 0, text: String(error?.message ?? error?.errmsg ?? error).slice(0, 80) });
    return null;
  }
}

for (const event of ["connected", "authenticated", "disconnected", "reconnecting"]) {
  client.on(event, () => tell(event));
}
client.on("error", (error) => tell("error", { text: String(error.message).slice(0, 80) }));
client.on("event.disconnected_event", () => tell("kicked"));
client.on("message.text", async (frame) => {
  const text = frame.body.text.content;
  tell("text", { text });
  if (text.includes("推送")) {
    await attempt("send", () => client.sendMessage(frame.body.chatid, { msgtype: "markdown", markdown: { content: "**早**" } }));
  } else if (text.includes("陌生群")) {
    await attempt("send-unknown", () => client.sendMessage("wrNeverWrote", { msgtype: "markdown", markdown: { content: "x" } }));
  } else if (text.includes("卡片")) {
    const button_list = [{ text: "签到", key: "checkin", style: 1 }];
    const card = { card_type: "button_interaction", main_title: { title: "今日签到" }, button_list, task_id: "task_1" };
    await attempt("card", () => client.replyTemplateCard(frame, card));
  } else if (text.includes("上传")) {
    const size = Number(text.split(" ").pop());
    const sent = await attempt("upload", () => client.uploadMedia(Buffer.alloc(size, 7), { type: "image", filename: "p.png" }));
    if (sent) await attempt("image", () => client.replyMedia(frame, "image", sent.media_id));
  } else if (text.includes("文字")) {
    await attempt("text-reply", () => client.reply(frame, { msgtype: "text", text: { content: "x" } }));
  } else if (text.includes("假req")) {
    await attempt("bad-req", () =>
      client.reply({ headers: { req_id: "none" } }, { msgtype: "markdown", markdown: { content: "x" } }));
  } else {
    const id = generateReqId("stream");
    await attempt("stream1", () => client.replyStream(frame, id, "正在签到…", false));
    await attempt("stream2", () => client.replyStream(frame, id, "签到成功", true));
  }
});
client.on("message.image", async (frame) => {
  const { url, aeskey } = frame.body.image;
  await attempt("download", async () => {
    const { buffer } = await client.downloadFile(url, aeskey);
    tell("image", { bytes: buffer.length });
  });
});
client.on("event.enter_chat", (frame) =>
  attempt("welcome", () => client.replyWelcome(frame, { msgtype: "text", text: { content: "你好" } })));
client.on("event.template_card_event", (frame) => {
  const card = { card_type: "text_notice", main_title: { title: "签好了" }, task_id: "task_1",
    card_action: { type: 1, url: "https://example.invalid" } };
  return attempt("update", () => client.updateTemplateCard(frame, card));
});
client.connect();
process.stdin.resume();
process.stdin.on("end", () => process.exit(0));
