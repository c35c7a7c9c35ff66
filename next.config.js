/** @type {import('next').NextConfig} */
export default {
  poweredByHeader: false,
  images: { unoptimized: true },
  serverExternalPackages: [
    "pg",
    "pg-boss",
    "@resvg/resvg-js",
    "nodemailer",
    "@duckdb/node-api",
    "@prisma/client",
    "@prisma/adapter-pg",
  ],
  // Of what the chart library brings along, the browser loads what our charts use.
  turbopack: {
    resolveAlias: {
      "victory-vendor/d3-scale": "./components/charts/chart-scales.ts",
      "decimal.js-light": "./components/charts/chart-decimal.ts",
    },
  },
  // A file of exchange rates since 1999 goes through a form.
  experimental: { serverActions: { bodySizeLimit: "8mb" } },
  // The address of the page before it could do more; links in mails and wikis lead on.
  redirects: async () => [{ source: "/spend", destination: "/explore", permanent: true }],
  // `npm test` type-checks everything once; the build need not do it again.
  typescript: { ignoreBuildErrors: true },
};
