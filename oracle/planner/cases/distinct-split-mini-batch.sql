SET 'table.exec.mini-batch.enabled' = 'true';
SET 'table.exec.mini-batch.allow-latency' = '5 s';
SET 'table.exec.mini-batch.size' = '5000';
SET 'table.optimizer.distinct-agg.split.enabled' = 'true';
CREATE TABLE a (id BIGINT, shop BIGINT, price DOUBLE) WITH ('connector' = 'datagen');
CREATE TABLE s (shop BIGINT, n BIGINT) WITH ('connector' = 'print');
INSERT INTO s SELECT shop, COUNT(DISTINCT id) FROM a GROUP BY shop;
