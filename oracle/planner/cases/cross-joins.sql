CREATE TABLE a (id BIGINT, shop BIGINT, price DOUBLE) WITH ('connector' = 'datagen');
CREATE TABLE b (id BIGINT, shop BIGINT, price DOUBLE) WITH ('connector' = 'datagen');
CREATE TABLE s (shop BIGINT, n BIGINT) WITH ('connector' = 'print');
INSERT INTO s SELECT a.shop, b.id FROM a CROSS JOIN b;
INSERT INTO s SELECT a.shop, b.id FROM a, b;
INSERT INTO s SELECT a.shop, b.id FROM a JOIN b ON TRUE;
INSERT INTO s SELECT a.shop, b.id FROM a JOIN b ON a.id = b.id;
