const COMMAND =
	/(?:\bflink(?:\.sh)?["']?[ \t]+run(?:-application)?\b|\b(?:yarn-session|kubernetes-session|sql-client|standalone-job|jobmanager|taskmanager)\.sh\b|\bflink-yarn-session\b)/;

/** Whether a script may start Flink with settings of its own, told without parsing it. */
export function recogniseCommandLine(text: string): boolean {
	return COMMAND.test(text) && /(?:^|[\s"'])-(?:y?D|p|-parallelism|y?jm|y?tm|y?s)/m.test(text);
}
