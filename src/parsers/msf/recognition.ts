/** Blocks that only a Managed Flink application has, in the spelling of any of its three API calls. */
const BLOCK =
	/"(?:FlinkApplicationConfiguration|CheckpointConfiguration|ParallelismConfiguration|ApplicationSnapshotConfiguration|ApplicationSystemRollbackConfiguration)(?:Update|Description)?"\s*:\s*\{/;
const RUNTIME = /"RuntimeEnvironment(?:Update)?"\s*:\s*"(?:ZEPPELIN-)?FLINK-/;
const CONFIGURATION = /"ApplicationConfiguration(?:Update|Description)?"\s*:\s*\{/;
const SQL_RUNTIME = /"RuntimeEnvironment(?:Update)?"\s*:\s*"SQL-/;

/**
 * Marks of documents that use the same names for something else: CloudFormation templates and their schema (another format),
 * API models of AWS's SDKs, and lists of applications, which hold no configuration.
 */
const FOREIGN = ['"AWSTemplateFormatVersion"', '"AWS::KinesisAnalytics', '"ApplicationSummaries"', '"$schema"', '"endpointPrefix"'];

/** Whether a JSON text may be a Managed Flink application, told without parsing it. */
export function recogniseMsfJson(text: string): boolean {
	if (!text.includes('Configuration')) return false;
	const application = BLOCK.test(text) || (RUNTIME.test(text) && CONFIGURATION.test(text));
	return application && !SQL_RUNTIME.test(text) && !FOREIGN.some((mark) => text.includes(mark));
}
