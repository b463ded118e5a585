SET 'table.exec.sink.upsert-materialize' = 'NONE';
CREATE TABLE a (id BIGINT, shop BIGINT, price DOUBLE) WITH ('connector' = 'datagen');
CREATE TABLE k (shop BIGINT, id BIGINT, n BIGINT, PRIMARY KEY (shop) NOT ENFORCED) WITH ('connector' = 'blackhole');
INSERT INTO k SELECT shop, id, COUNT(*) FROM a GROUP BY shop, id;
INSERT INTO k SELECT shop, MAX(id), COUNT(*) FROM a GROUP BY shop;
