/** What runs the job: Amazon Managed Service for Apache Flink, the Kubernetes operator, a cluster of one's own, or not known. */
export const PLATFORMS = ['msf', 'kubernetes-operator', 'standalone', 'unknown'] as const;
export type Platform = (typeof PLATFORMS)[number];

/** Whether the job is meant for production; only flint's configuration or a local-only condition says `development`. */
export type RunEnvironment = 'production' | 'development';
