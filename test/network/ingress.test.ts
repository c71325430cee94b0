import { ingressManifest, serviceManifest } from '../../lib/network/ingress';

const ingress = (more: object = {}) => ingressManifest('orders', 'flink', { host: 'orders.example.com', ...more });

test('The smallest Ingress serves the whole host without TLS, by the default class', () => {
  expect(ingress()).toMatchSnapshot();
});

test('An Ingress with everything', () => {
  expect(ingress({ path: '/flink', className: 'nginx', tlsSecretName: 'orders-tls', annotations: { a: 'b' } })).toMatchSnapshot();
});

test.each([
  'orders',
  'https://orders.example.com',
  'orders.example.com:8080',
  'orders.example.com/flink',
  'Orders.example.com',
  '',
  'a..b',
])('The host %j is refused', (host) => {
  expect(() => ingress({ host })).toThrow(
    `ingress.host: '${host}' is no host name; write it as 'orders.example.com', without scheme, port or path`,
  );
});

test.each(['*.example.com', 'a.b', '1.example.com'])('The host %s is right', (host) => {
  expect(() => ingress({ host })).not.toThrow();
});

test('A relative path is refused, with the absolute one', () => {
  expect(() => ingress({ path: 'flink' })).toThrow("ingress.path: 'flink' is relative; write it as '/flink'");
});

test('The Service finds the JobManager by the labels that it is given, and serves REST at 8081', () => {
  expect(serviceManifest('orders', 'flink', { a: 'b' })).toMatchObject({
    metadata: { name: 'orders-ui', namespace: 'flink' },
    spec: { type: 'ClusterIP', selector: { a: 'b' }, ports: [{ name: 'rest', port: 8081 }] },
  });
});
