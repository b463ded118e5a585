import { boolean, duration, number } from '../model/value.ts';
import type { PlatformField } from './platform-fields.ts';

const MINUTE = 60_000;

/**
 * The options of the SQL gateway's sessions and workers, which stand among Flink's in the configuration file: the gateway reads them when it starts.
 * Source: SqlGatewayServiceConfigOptions (flink-sql-gateway-api, 1.16 to 2.3; the plan cache came later).
 */
export const sqlGatewayOptions: readonly PlatformField[] = [
	/** Zero keeps sessions for ever. */
	{ key: 'sql-gateway.session.idle-timeout', type: 'duration', default: duration(10 * MINUTE) },
	{ key: 'sql-gateway.session.check-interval', type: 'duration', default: duration(MINUTE) },
	{ key: 'sql-gateway.session.max-num', type: 'int', default: number(1_000_000) },
	{ key: 'sql-gateway.session.plan-cache.enabled', type: 'boolean', default: boolean(false) },
	{ key: 'sql-gateway.session.plan-cache.size', type: 'int', default: number(100) },
	{ key: 'sql-gateway.session.plan-cache.ttl', type: 'duration', default: duration(60 * MINUTE) },
	{ key: 'sql-gateway.worker.threads.max', type: 'int', default: number(500) },
	{ key: 'sql-gateway.worker.threads.min', type: 'int', default: number(5) },
	{ key: 'sql-gateway.worker.keepalive-time', type: 'duration', default: duration(5 * MINUTE) },
];
