/** Whether a YAML text may be a Compose file with a Flink cluster that it configures, told without parsing it. */
export function recogniseCompose(text: string): boolean {
	if (!/^services[ \t]*:/m.test(text)) return false;
	return text.includes('FLINK_PROPERTIES') || (/flink/i.test(text) && /(?:^|[\s"'[,])-D[ \t]*[a-z]+[\w-]*\./m.test(text));
}

/** Whether a file is a Compose file that other ones with a Flink cluster may be merged with. */
export function isCompose(name: string, text: string): boolean {
	return /compose[\w.-]*\.ya?ml$/.test(name) && /^(?:services|include)[ \t]*:/m.test(text) && /flink|jobmanager|taskmanager/i.test(text);
}
