SET 'table.exec.mini-batch.enabled' = 'true';
CREATE TABLE a (id BIGINT, shop BIGINT, price DOUBLE) WITH ('connector' = 'datagen');
CREATE TABLE s (shop BIGINT, n BIGINT) WITH ('connector' = 'print');
INSERT INTO s SELECT shop, id FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY shop ORDER BY price DESC) AS r FROM a) WHERE r <= 3;
