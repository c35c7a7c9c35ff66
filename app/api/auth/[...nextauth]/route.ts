import { signInRoutes } from "@/app/session";

export const GET = signInRoutes;
export const POST = signInRoutes;
