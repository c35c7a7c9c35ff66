import {
  type ComputeOptimizerClient,
  GetAutoScalingGroupRecommendationsCommand,
  GetEBSVolumeRecommendationsCommand,
  GetEC2InstanceRecommendationsCommand,
  GetECSServiceRecommendationsCommand,
  GetIdleRecommendationsCommand,
  GetLambdaFunctionRecommendationsCommand,
  GetRDSDatabaseRecommendationsCommand,
} from "@aws-sdk/client-compute-optimizer";
import type { AdviceAction } from "../advice";
import type { Action } from "../aws/refusals";
import { autoScalingGroup, ecsService, lambdaFunction } from "./optimizer-others";
import { database, idleResource, instance, volume } from "./optimizer-resources";
import type { Told } from "./optimizer-told";

export type Question = { accountIds?: string[]; maxResults: number; nextToken?: string };

/** One operation of Compute Optimizer: how it is asked, where its list is, and what an entry of it says. */
export type Kind = {
  action: Action;
  ask: (client: ComputeOptimizerClient, question: Question, signal: AbortSignal) => Promise<object>;
  list: string;
  /** Of the advice, what would be missing without it. */
  about: { types: string[]; actions: AdviceAction[] };
  read: (entry: unknown) => Told | null;
};

export const kinds: readonly Kind[] = [
  {
    action: "compute-optimizer:GetEC2InstanceRecommendations",
    ask: (client, question, abortSignal) =>
      client.send(new GetEC2InstanceRecommendationsCommand(question), { abortSignal }),
    list: "instanceRecommendations",
    about: { types: ["Ec2Instance"], actions: [] },
    read: instance,
  },
  {
    action: "compute-optimizer:GetEBSVolumeRecommendations",
    ask: (client, question, abortSignal) =>
      client.send(new GetEBSVolumeRecommendationsCommand(question), { abortSignal }),
    list: "volumeRecommendations",
    about: { types: ["EbsVolume"], actions: [] },
    read: volume,
  },
  {
    action: "compute-optimizer:GetLambdaFunctionRecommendations",
    ask: (client, question, abortSignal) =>
      client.send(new GetLambdaFunctionRecommendationsCommand(question), { abortSignal }),
    list: "lambdaFunctionRecommendations",
    about: { types: ["LambdaFunction"], actions: [] },
    read: lambdaFunction,
  },
  {
    action: "compute-optimizer:GetAutoScalingGroupRecommendations",
    ask: (client, question, abortSignal) =>
      client.send(new GetAutoScalingGroupRecommendationsCommand(question), { abortSignal }),
    list: "autoScalingGroupRecommendations",
    about: { types: ["Ec2AutoScalingGroup"], actions: [] },
    read: autoScalingGroup,
  },
  {
    action: "compute-optimizer:GetECSServiceRecommendations",
    ask: (client, question, abortSignal) =>
      client.send(new GetECSServiceRecommendationsCommand(question), { abortSignal }),
    list: "ecsServiceRecommendations",
    about: { types: ["EcsService"], actions: [] },
    read: ecsService,
  },
  {
    action: "compute-optimizer:GetRDSDatabaseRecommendations",
    ask: (client, question, abortSignal) =>
      client.send(new GetRDSDatabaseRecommendationsCommand(question), { abortSignal }),
    list: "rdsDBRecommendations",
    about: { types: ["RdsDbInstance"], actions: [] },
    read: database,
  },
  {
    action: "compute-optimizer:GetIdleRecommendations",
    ask: (client, question, abortSignal) => client.send(new GetIdleRecommendationsCommand(question), { abortSignal }),
    list: "idleRecommendations",
    about: { types: [], actions: ["Stop", "Delete"] },
    read: idleResource,
  },
];
