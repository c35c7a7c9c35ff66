/** @type {import('next').NextConfig} */
export default {
  poweredByHeader: false,
  images: { unoptimized: true },
  serverExternalPackages: ["pg", "pg-boss", "@duckdb/node-api", "@prisma/client", "@prisma/adapter-pg"],
  // The address of the page before it could do more; links in mails and wikis lead on.
  redirects: async () => [{ source: "/spend", destination: "/explore", permanent: true }],
  // `npm test` type-checks everything once; the build need not do it again.
  typescript: { ignoreBuildErrors: true },
};
