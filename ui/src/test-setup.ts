import '@testing-library/jest-dom/vitest';
import { configure } from '@testing-library/svelte';

// How long a busy machine is waited for; what is there is found at once.
configure({ asyncUtilTimeout: 5_000 });
