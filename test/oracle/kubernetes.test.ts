import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { lintFiles } from '../harness/project.ts';

// What the factory of high availability by Kubernetes made of configurations (oracle/kubernetes), and what flint says of them.

const RECORDED = new URL('../../oracle/kubernetes/recorded/', import.meta.url);
const versions = readdirSync(RECORDED).map((file) => file.replace('.json', ''));

/** The options of each case beside the type and the directory. */
const CASES: Readonly<Record<string, string>> = {
	'with-cluster-id': 'kubernetes.cluster-id: orders',
	'with-general-id-only': 'high-availability.cluster-id: orders',
	'without-cluster-id': 'parallelism.default: 1',
};

const pod = (version: string, option: string): string => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: flink-jobmanager
spec:
  template:
    spec:
      containers:
        - name: jobmanager
          image: flink:${version}
          args: [jobmanager]
          env:
            - name: FLINK_PROPERTIES
              value: |
                jobmanager.rpc.address: flink-jobmanager
                high-availability.type: kubernetes
                high-availability.storageDir: s3://acme/ha
                ${option}
`;

test('four versions answered', () => expect(versions).toEqual(['1.18', '1.20', '2.0', '2.3']));

describe.each(versions)('high availability by Kubernetes in %s', (version) => {
	const answers: Readonly<Record<string, string>> = JSON.parse(readFileSync(new URL(`${version}.json`, RECORDED), 'utf8'));

	test('was asked about the same cases', () => expect(Object.keys(answers)).toEqual(Object.keys(CASES)));

	test.each(Object.entries(CASES))('%s', async (name, option) => {
		const rejected = answers[name] === "IllegalArgumentException: Configuration option 'kubernetes.cluster-id' is not set.";
		// With an id the services are looked for in a cluster, and there is none.
		expect(rejected || answers[name] === 'KubernetesClientException: An error has occurred.').toBe(true);
		const { findings } = await lintFiles({ 'flink.yaml': pod(version, option) });
		expect(findings.some(({ rule }) => rule === 'ha-cluster-id-missing')).toBe(rejected);
	});
});
