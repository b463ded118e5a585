SET 'table.optimizer.agg-phase-strategy' = 'ONE_PHASE';
SET 'table.exec.mini-batch.enabled' = 'true';
SET 'table.exec.mini-batch.allow-latency' = '5 s';
SET 'table.exec.mini-batch.size' = '5000';
CREATE TABLE a (id BIGINT, shop BIGINT, price DOUBLE) WITH ('connector' = 'datagen');
CREATE TABLE s (shop BIGINT, n BIGINT) WITH ('connector' = 'print');
INSERT INTO s SELECT shop, COUNT(*) FROM a GROUP BY shop;
