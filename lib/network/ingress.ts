import { k8s } from 'cdk8s-plus-27';
import { names, objectLabels } from '../private/names';

/** A way in for browsers. */
export interface IngressProps {
  /** The host name. */
  readonly host: string;

  /**
   * The path below which the UI answers.
   *
   * @default '/'
   */
  readonly path?: string;

  /**
   * The ingress class.
   *
   * @default - the cluster's default class
   */
  readonly className?: string;

  /**
   * The Secret that holds the host's certificate; with it the UI is served by TLS.
   *
   * @default - no TLS
   */
  readonly tlsSecretName?: string;

  /**
   * Annotations, for the controller and for certificates.
   *
   * @default - none
   */
  readonly annotations?: { [key: string]: string };
}

/** The port of Flink's REST API and UI (`rest.port`). */
export const REST_PORT = 8081;

export function ingressManifest(name: string, namespace: string, props: IngressProps): k8s.KubeIngressProps {
  const { host, path = '/', className, tlsSecretName, annotations } = props;
  if (!/^(\*\.)?[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)+$/.test(host)) {
    throw new Error(`ingress.host: '${host}' is no host name; write it as 'orders.example.com', without scheme, port or path`);
  }
  if (!path.startsWith('/')) throw new Error(`ingress.path: '${path}' is relative; write it as '/${path}'`);
  const backend = { service: { name: names.ui(name), port: { number: REST_PORT } } };
  return {
    metadata: { name: names.ui(name), namespace, labels: objectLabels(name), annotations },
    spec: {
      ingressClassName: className,
      rules: [{ host, http: { paths: [{ path, pathType: 'Prefix', backend }] } }],
      tls: tlsSecretName ? [{ hosts: [host], secretName: tlsSecretName }] : undefined,
    },
  };
}

/** The Service of REST and UI: it finds the JobManager by the library's own labels. */
export function serviceManifest(name: string, namespace: string, selector: Record<string, string>): k8s.KubeServiceProps {
  return {
    metadata: { name: names.ui(name), namespace, labels: objectLabels(name) },
    spec: { type: 'ClusterIP', selector, ports: [{ name: 'rest', port: REST_PORT, targetPort: k8s.IntOrString.fromNumber(REST_PORT) }] },
  };
}
