import { describe, expect, it } from 'vitest';
import { lintFiles } from '../harness/project.ts';

const deployment = (mode: string): string => `apiVersion: flink.apache.org/v1beta1
kind: FlinkDeployment
metadata:
  name: orders
spec:
  flinkVersion: v1_20
  flinkConfiguration:
    execution.checkpointing.interval: 30 s
    execution.checkpointing.dir: s3://acme/checkpoints
  job:
    jarURI: local:///opt/flink/orders.jar
    parallelism: 2
${mode}`;

const PROGRAM = `package acme;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
public class Orders {
	public static void main(String[] args) throws Exception {
		StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
		env.fromSource(source(), WatermarkStrategy.noWatermarks(), "orders").sinkTo(sink());
		env.execute();
	}
}
`;

async function fixOf(text: string): Promise<unknown> {
	const { findings } = await lintFiles({ 'orders.yaml': text });
	const fix = findings.find(({ rule }) => rule === 'min-pause-not-set')?.fix;
	return [fix?.applicability, fix?.decide];
}

describe('a change to a resource of the Kubernetes operator', () => {
	it('is safe where the job goes on with its state', async () => {
		expect(await fixOf(deployment('    upgradeMode: savepoint\n'))).toEqual(['safe', undefined]);
	});
	it('is for a human to decide where the operator would restart it from an empty state', async () => {
		const why = 'the operator restarts the job from an empty state, because its `upgradeMode` is `stateless`';
		expect(await fixOf(deployment('    upgradeMode: stateless\n'))).toEqual(['unsafe', why]);
		expect(await fixOf(deployment(''))).toEqual(['unsafe', why]);
	});
	it('is so for a program without keyed state, too: it has read its sources to somewhere', async () => {
		const { applications, findings } = await lintFiles({
			'orders.yaml': deployment('    entryClass: acme.Orders\n    upgradeMode: stateless\n'),
			'pom.xml': '<project><dependencies><dependency><artifactId>flink-streaming-java</artifactId></dependency></dependencies></project>',
			'src/main/java/acme/Orders.java': PROGRAM,
		});
		expect(applications.map(({ job }) => [job.seen, job.stateful])).toEqual([[true, false]]);
		expect(findings.flatMap(({ fix }) => fix?.applicability ?? [])).not.toContain('safe');
	});
});
