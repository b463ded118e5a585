import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { imageConfiguration } from '../../../src/parsers/docker/image-configuration.ts';

describe('the files that a Dockerfile puts into the configuration folder', () => {
	test.each([
		['COPY conf/flink-conf.yaml /opt/flink/conf/', ['conf/flink-conf.yaml']],
		['COPY --chown=flink:flink ./flink-conf.yaml conf/flink-conf.yaml', ['./flink-conf.yaml']],
		['COPY local.yaml $FLINK_HOME/conf/config.yaml', ['local.yaml']],
		// biome-ignore lint/suspicious/noTemplateCurlyInString: a variable of Docker's
		['ADD ["settings/config.yaml", "log4j.properties", "${FLINK_HOME}/conf/"]', ['settings/config.yaml']],
		['COPY conf /opt/flink/conf', ['conf']],
		['COPY job.jar \\\n  flink-conf.yaml \\\r\n  /opt/flink/conf/', ['flink-conf.yaml']],
		['WORKDIR /opt/flink/conf\nCOPY config.yaml config.yaml', ['config.yaml']],
	])('%j', (instructions, copied) => {
		expect(imageConfiguration(`FROM flink:1.20\n${instructions}\n`)).toEqual({ copied, whole: true });
	});

	test.each([
		'RUN echo "parallelism.default: 4" >> /opt/flink/conf/flink-conf.yaml',
		'RUN apt-get update && \\\n  sed -i s/1/2/ $FLINK_HOME/conf/config.yaml',
		'COPY --from=build /out/flink-conf.yaml /opt/flink/conf/',
		'ADD https://acme.example/flink-conf.yaml /opt/flink/conf/flink-conf.yaml',
		'COPY rootfs /opt/flink',
	])('are not seen: %j', (instructions) => {
		expect(imageConfiguration(`FROM flink:1.20\n${instructions}\n`)).toEqual({ copied: [], whole: false });
	});

	test.each([
		'COPY target/job.jar /opt/flink/usrlib/',
		'RUN mkdir -p /opt/flink/plugins/s3',
		'COPY log4j.properties /opt/flink/conf/',
		'COPY entrypoint.sh /opt/flink/',
	])('are the base image’s: %j', (instructions) => {
		expect(imageConfiguration(`FROM flink:1.20\n${instructions}\n`)).toBeUndefined();
	});

	test('any text is read', () => {
		const part = fc.constantFrom('COPY ', 'ADD ', 'RUN ', '\\\n', '\\\r\n', '\\', '"', '[', ' /opt/flink/conf/', 'config.yaml', ' ', '\n');
		fc.assert(
			fc.property(
				fc.array(part).map((parts) => parts.join('')),
				(text) => {
					expect(imageConfiguration(text)?.copied.every((source) => text.includes(source)) ?? true).toBe(true);
				},
			),
		);
	});
});
