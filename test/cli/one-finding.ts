/** A flink-conf.yaml in which all is well but that checkpoints are not incremental, which a safe fix mends. */
export const ONE_FINDING = `state.backend.type: rocksdb
execution.checkpointing.dir: s3://acme/checkpoints
execution.checkpointing.interval: 30 s
execution.checkpointing.min-pause: 15 s
execution.checkpointing.tolerable-failed-checkpoints: 3
execution.checkpointing.externalized-checkpoint-retention: RETAIN_ON_CANCELLATION
pipeline.max-parallelism: 720
high-availability.type: kubernetes
high-availability.storageDir: s3://acme/ha
execution.checkpointing.savepoint-dir: s3://acme/savepoints
`;
