/** Whether a build file may say something about Flink; cheap, before any parser. */
export function mentionsFlinkBuild(text: string): boolean {
	return /flink|aws-kinesisanalytics-runtime/i.test(text);
}
