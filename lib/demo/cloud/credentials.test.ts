import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { describe, expect, it } from "vitest";
import { ask, clientAt, cloudForEachTest, exampleKey } from "./five-charges";

const startedCloud = cloudForEachTest();

describe("who may ask", () => {
  const roleArn = "arn:aws:iam::111122223333:role/outlay-reader";
  const sts = (endpoint: string) =>
    new STSClient({ endpoint, region: "us-east-1", credentials: exampleKey, maxAttempts: 1 });
  const assumeRole = (ExternalId?: string) =>
    new AssumeRoleCommand({ RoleArn: roleArn, RoleSessionName: "outlay", ...(ExternalId && { ExternalId }) });

  it("refuses an unsigned request", async () => {
    const { cloud: running } = await startedCloud();
    const headers = { "x-amz-target": "AWSInsightsIndexService.GetCostAndUsage" };
    const answer = await fetch(running.url, { method: "POST", headers, body: "{}" });
    expect([answer.status, await answer.json()]).toEqual([
      400,
      { __type: "MissingAuthenticationTokenException", message: "Missing Authentication Token" },
    ]);
  });

  it("accepts a known key with its secret, and no other", async () => {
    const { client, cloud: running } = await startedCloud({ keys: { AKIAEXAMPLE: "example/secret" } });
    expect((await client.send(ask())).ResultsByTime).toHaveLength(3);
    const wrongSecret = clientAt(running.url, { ...exampleKey, secretAccessKey: "other" });
    await expect(wrongSecret.send(ask())).rejects.toMatchObject({ name: "InvalidSignatureException" });
    const stranger = clientAt(running.url, { ...exampleKey, accessKeyId: "AKIASTRANGER" });
    await expect(stranger.send(ask())).rejects.toMatchObject({ name: "UnrecognizedClientException" });
  });

  it("tells who is asking", async () => {
    const { cloud: running } = await startedCloud();
    const identity = await sts(running.url).send(new GetCallerIdentityCommand());
    expect([identity.Account, identity.Arn]).toEqual(["111122223333", "arn:aws:iam::111122223333:user/outlay"]);
    expect(running.requests()).toBe(0);
  });

  it("lends a role to who knows its external id, and refuses the others", async () => {
    const keys = { AKIAEXAMPLE: "example/secret" };
    const { cloud: running } = await startedCloud({ keys, roles: [{ arn: roleArn, externalId: "outlay-42" }] });
    await expect(sts(running.url).send(assumeRole())).rejects.toMatchObject({
      name: "AccessDenied",
      message: expect.stringMatching(/sts:AssumeRole on resource: arn:aws:iam/) as string,
    });
    await expect(sts(running.url).send(assumeRole("guess"))).rejects.toMatchObject({ name: "AccessDenied" });
    const { Credentials } = await sts(running.url).send(assumeRole("outlay-42"));
    const lent = {
      accessKeyId: Credentials?.AccessKeyId ?? "",
      secretAccessKey: Credentials?.SecretAccessKey ?? "",
      sessionToken: Credentials?.SessionToken ?? "",
    };
    expect((await clientAt(running.url, lent).send(ask())).ResultsByTime).toHaveLength(3);
    running.inject({ kind: "denied", times: 1 });
    await expect(clientAt(running.url, lent).send(ask())).rejects.toThrow(/assumed-role\/outlay-reader\/outlay is not/);
    const forged = clientAt(running.url, { ...lent, sessionToken: "forged" });
    await expect(forged.send(ask())).rejects.toMatchObject({ name: "UnrecognizedClientException" });
  });
});
