export { default as CodeField } from './CodeField.svelte';
export { default as Enrol } from './Enrol.svelte';
export { default as GatewayName } from './GatewayName.svelte';
export { default as SecretField } from './SecretField.svelte';
export { faultOf, groupsOf, isWholePath, placeOf, SHORTEST, type Fault } from './secrets';
