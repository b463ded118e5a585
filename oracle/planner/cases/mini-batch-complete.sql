SET 'table.exec.mini-batch.enabled' = 'true';
SET 'table.exec.mini-batch.allow-latency' = '5 s';
SET 'table.exec.mini-batch.size' = '5000';
CREATE TABLE a (id BIGINT, shop BIGINT, price DOUBLE) WITH ('connector' = 'datagen');
CREATE TABLE b (id BIGINT, shop BIGINT, price DOUBLE) WITH ('connector' = 'datagen');
CREATE TABLE s (shop BIGINT, n BIGINT) WITH ('connector' = 'print');
INSERT INTO s SELECT shop, COUNT(*) FROM a GROUP BY shop;
INSERT INTO s SELECT a.shop, b.id FROM a JOIN b ON a.id = b.id;
INSERT INTO s SELECT shop, id FROM a;
