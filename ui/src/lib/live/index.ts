export { onChanged, spoken } from '$lib/host';
export { keepTime, minute } from './clock.svelte';
export { deed, type Deed } from './deed.svelte';
export { paged, type Paged } from './paged.svelte';
export { resource, type Resource } from './resource.svelte';
