import type { FocusService } from "./provider";
import type { Rhythm, Shape } from "./rhythm";

const shape = (rhythm: Rhythm, growth: number, noise: number): Shape => ({ rhythm, growth, noise });
const as = (category: string, subcategory: string) => ({ category, subcategory });
const sold = (meter: string, unit: string, price: number, discount = 6) => ({ meter, unit, price, discount });

/** The services of Azure that the company uses, as its FOCUS export names them. */
export const azureServices: Record<string, FocusService> = {
  vm: {
    name: "Virtual Machines",
    ...as("Compute", "Virtual Machines"),
    resourceType: "Microsoft.Compute/virtualMachines",
    ...sold("D8s v5", "Hours", 0.461, 9),
    ...shape("steady", 0.5, 0.03),
    instanceType: "Standard_D8s_v5",
  },
  disk: {
    name: "Azure Disk Storage",
    ...as("Storage", "Block Storage"),
    resourceType: "Microsoft.Compute/disks",
    ...sold("P30 LRS Disk", "Disks/Day", 4.438),
    ...shape("steady", 0.5, 0.01),
  },
  sql: {
    name: "Azure SQL Database",
    ...as("Databases", "Relational Databases"),
    resourceType: "Microsoft.Sql/servers/databases",
    ...sold("vCore", "Hours", 0.252215, 9),
    ...shape("steady", 0.6, 0.02),
  },
  storage: {
    name: "Storage Accounts",
    ...as("Storage", "Object Storage"),
    resourceType: "Microsoft.Storage/storageAccounts",
    ...sold("Hot LRS Data Stored", "GB-Months", 0.0208),
    ...shape("steady", 1.1, 0.015),
  },
  aks: {
    name: "Azure Kubernetes Service",
    ...as("Compute", "Containers"),
    resourceType: "Microsoft.ContainerService/managedClusters",
    ...sold("Standard Uptime SLA", "Hours", 0.1, 0),
    ...shape("steady", 0.4, 0.005),
  },
  app: {
    name: "Azure App Service",
    ...as("Web", "Application Platforms"),
    resourceType: "Microsoft.Web/serverfarms",
    ...sold("P1 v3 App", "Hours", 0.169),
    ...shape("shop", 0.5, 0.03),
  },
  avd: {
    name: "Azure Virtual Desktop",
    ...as("Compute", "End User Computing"),
    resourceType: "Microsoft.DesktopVirtualization/hostpools",
    ...sold("D4s v5 session host", "Hours", 0.2304),
    ...shape("office", 0.5, 0.04),
  },
  fabric: {
    name: "Microsoft Fabric",
    ...as("Analytics", "Analytics Platforms"),
    resourceType: "Microsoft.Fabric/capacities",
    ...sold("Capacity Usage", "CU Hours", 0.18),
    ...shape("batch", 1.2, 0.05),
  },
  monitor: {
    name: "Azure Monitor",
    ...as("Management and Governance", "Observability"),
    resourceType: "Microsoft.OperationalInsights/workspaces",
    ...sold("Analytics Logs Data Ingestion", "GB", 2.76, 0),
    ...shape("shop", 0.7, 0.06),
  },
  openai: {
    name: "Azure OpenAI",
    ...as("AI and Machine Learning", "Generative AI"),
    resourceType: "Microsoft.CognitiveServices/accounts",
    ...sold("gpt-4o Output Tokens", "1000 Tokens", 0.01, 0),
    ...shape("office", 7, 0.1),
  },
  bandwidth: {
    name: "Bandwidth",
    ...as("Networking", "Network Connectivity"),
    resourceType: "Microsoft.Network/publicIPAddresses",
    ...sold("Standard Data Transfer Out", "GB", 0.08, 0),
    ...shape("shop", 0.7, 0.07),
  },
  backup: {
    name: "Azure Backup",
    ...as("Storage", "Backup Storage"),
    resourceType: "Microsoft.RecoveryServices/vaults",
    ...sold("LRS Data Stored", "GB-Months", 0.0224),
    ...shape("steady", 0.9, 0.01),
  },
  defender: {
    name: "Microsoft Defender for Cloud",
    ...as("Security", "Security Posture Management"),
    resourceType: "Microsoft.Security/pricings",
    ...sold("Defender for Servers P2", "Hours", 0.02, 0),
    ...shape("steady", 0.4, 0.01),
  },
  keyvault: {
    name: "Key Vault",
    ...as("Security", "Secret Management"),
    resourceType: "Microsoft.KeyVault/vaults",
    ...sold("Operations", "10000 Operations", 0.03, 0),
    ...shape("shop", 0.5, 0.05),
  },
  stream: {
    name: "Confluent Cloud",
    ...as("Integration", "Messaging"),
    resourceType: "Microsoft.Confluent/organizations",
    ...sold("Confluent consumption units", "Units", 0.0001, 0),
    ...shape("shop", 0.6, 0.04),
    publisher: "Confluent, Inc.",
  },
};
