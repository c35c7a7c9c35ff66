import type { FocusService } from "./provider";
import type { Rhythm, Shape } from "./rhythm";

const shape = (rhythm: Rhythm, growth: number, noise: number): Shape => ({ rhythm, growth, noise });
const as = (category: string, subcategory: string) => ({ category, subcategory });
const sold = (meter: string, unit: string, price: number, discount = 0) => ({ meter, unit, price, discount });

/** The services of Google Cloud that the company uses, as its FOCUS export names them. */
export const gcpServices: Record<string, FocusService> = {
  vm: {
    name: "Compute Engine",
    ...as("Compute", "Virtual Machines"),
    resourceType: "compute.googleapis.com/Instance",
    ...sold("N2 Instance Core running in Belgium", "Hours", 0.034933, 4),
    ...shape("steady", 0.6, 0.03),
    instanceType: "n2-standard-8",
  },
  bigquery: {
    name: "BigQuery",
    ...as("Databases", "Data Warehouses"),
    resourceType: "bigquery.googleapis.com/Dataset",
    ...sold("Analysis", "TiB", 6.25, 4),
    ...shape("batch", 1.3, 0.09),
  },
  storage: {
    name: "Cloud Storage",
    ...as("Storage", "Object Storage"),
    resourceType: "storage.googleapis.com/Bucket",
    ...sold("Standard Storage Belgium", "GiB-Months", 0.02),
    ...shape("steady", 1.1, 0.01),
  },
  gke: {
    name: "Kubernetes Engine",
    ...as("Compute", "Containers"),
    resourceType: "container.googleapis.com/Cluster",
    ...sold("Autopilot Pod mCPU Requests", "Hours", 0.0445),
    ...shape("shop", 0.8, 0.04),
  },
  run: {
    name: "Cloud Run",
    ...as("Compute", "Serverless Compute"),
    resourceType: "run.googleapis.com/Service",
    ...sold("CPU Allocation Time", "Hours", 0.0864),
    ...shape("shop", 1, 0.07),
  },
  pubsub: {
    name: "Cloud Pub/Sub",
    ...as("Integration", "Messaging"),
    resourceType: "pubsub.googleapis.com/Topic",
    ...sold("Message Delivery Basic", "TiB", 40),
    ...shape("shop", 0.8, 0.05),
  },
  vertex: {
    name: "Vertex AI",
    ...as("AI and Machine Learning", "Generative AI"),
    resourceType: "aiplatform.googleapis.com/Endpoint",
    ...sold("Gemini Text Output", "1000 Tokens", 0.0025),
    ...shape("shop", 6, 0.1),
  },
  sql: {
    name: "Cloud SQL",
    ...as("Databases", "Relational Databases"),
    resourceType: "sqladmin.googleapis.com/Instance",
    ...sold("Cloud SQL for PostgreSQL vCPU in Belgium", "Hours", 0.0413),
    ...shape("steady", 0.5, 0.015),
    instanceType: "db-custom-8-32768",
  },
  network: {
    name: "Networking",
    ...as("Networking", "Network Connectivity"),
    resourceType: "compute.googleapis.com/Network",
    ...sold("Internet Data Transfer Out", "GiB", 0.085),
    ...shape("shop", 0.8, 0.07),
  },
  logging: {
    name: "Cloud Logging",
    ...as("Management and Governance", "Observability"),
    resourceType: "logging.googleapis.com/LogBucket",
    ...sold("Log Storage", "GiB", 0.5),
    ...shape("shop", 0.7, 0.05),
  },
  maps: {
    name: "Maps API",
    ...as("Web", "Other (Web)"),
    resourceType: "mapsplatform.googleapis.com/Key",
    ...sold("Route Optimization", "1000 Requests", 10, 12),
    ...shape("shop", 0.7, 0.05),
  },
  search: {
    name: "Elastic Cloud",
    ...as("Analytics", "Search"),
    resourceType: "marketplace.googleapis.com/Subscription",
    ...sold("Elastic Consumption Unit", "Units", 1),
    ...shape("shop", 0.6, 0.03),
    publisher: "Elasticsearch Inc.",
  },
};
