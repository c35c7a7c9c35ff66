import { testMail } from "@/lib/notify/mail-status";
import { endpoint } from "../../../endpoint";
import { verbs } from "../../../verbs";
import { tried, tryMail } from "../contract";

export const { GET, POST, PUT, PATCH, DELETE } = verbs({
  POST: endpoint(tryMail, async (scope, { body, now }) => {
    const { to, delivery, dialogue } = await testMail(scope, body.to, now);
    return { status: 200, body: { to, ...tried(delivery), dialogue } };
  }),
});
