import { describe, expect, it } from 'vitest';
import { fromHash, toHash, type Route } from './route';

describe('places', () => {
  it('come back from the address bar as they went in', () => {
    const places: Route[] = [
      { screen: 'today' },
      { screen: 'find' },
      { screen: 'settings' },
      { screen: 'settings', part: 'paper' },
      { screen: 'find', filter: 'supplement' },
      { screen: 'new' },
      { screen: 'new', procedure: '1.001193' },
      { screen: 'form', dossier: '019aa5c2-1111-7000-8000-000000000000' },
    ];

    expect(places.map((place) => fromHash(toHash(place)))).toEqual(places);
  });

  it('are today where the address makes no sense', () => {
    expect(['', '#', '#/dossier', '#token=abc', '#/../x'].map((hash) => fromHash(hash).screen)).toEqual(
      Array(5).fill('today'),
    );
  });
});
