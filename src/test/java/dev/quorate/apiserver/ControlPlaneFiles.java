package dev.quorate.apiserver;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPairGenerator;
import java.util.Base64;

/** The files that the programs of one control plane read and write, under one folder. */
record ControlPlaneFiles(Path folder) {
  /** The token of a user who may do everything. */
  static final String ADMIN = "admin";

  /** The token of the controllers. */
  static final String CONTROLLERS = "controllers";

  private static final String AUDIT_POLICY =
      """
      apiVersion: audit.k8s.io/v1
      kind: Policy
      omitStages: [RequestReceived]
      rules:
      - level: None
        users: [%s, "system:apiserver"]
      - level: Metadata
      """
          .formatted(CONTROLLERS);

  /** Writes what the programs must find. */
  static ControlPlaneFiles in(Path folder) throws IOException {
    var files = new ControlPlaneFiles(Files.createDirectories(folder));
    Files.writeString(files.auditPolicy(), AUDIT_POLICY);
    Files.writeString(
        files.tokens(),
        """
        %1$s,%1$s,%1$s,system:masters
        %2$s,%2$s,%2$s,system:masters
        """
            .formatted(ADMIN, CONTROLLERS));
    files.makeServiceAccountKeys();
    return files;
  }

  private void makeServiceAccountKeys() throws IOException {
    try {
      var generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(256);
      var keys = generator.generateKeyPair();
      Files.writeString(signingKey(), pem("PRIVATE KEY", keys.getPrivate()));
      Files.writeString(verificationKey(), pem("PUBLIC KEY", keys.getPublic()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String pem(String type, Key key) {
    var text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded());
    return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(type, text);
  }

  /** Writes how to reach the server with a token. */
  Path kubeconfig(String user, String token, String url) throws IOException {
    return Files.writeString(
        folder.resolve(user + ".kubeconfig"),
        """
        apiVersion: v1
        kind: Config
        clusters: [{name: control-plane, cluster: {server: "%s", certificate-authority: "%s"}}]
        users: [{name: user, user: {token: %s}}]
        contexts: [{name: control-plane, context: {cluster: control-plane, user: user, namespace: default}}]
        current-context: control-plane
        """
            .formatted(url, certificate(), token));
  }

  Path auditPolicy() {
    return folder.resolve("audit-policy.yaml");
  }

  Path auditLog() {
    return folder.resolve("audit.log");
  }

  Path tokens() {
    return folder.resolve("tokens.csv");
  }

  /** Signs the tokens of service accounts. */
  Path signingKey() {
    return folder.resolve("service-account.key");
  }

  /** Verifies them. */
  Path verificationKey() {
    return folder.resolve("service-account.pub");
  }

  /** The server makes its own certificates here. */
  Path certificates() {
    return folder.resolve("certificates");
  }

  /** What clients have to trust. */
  Path certificate() {
    return certificates().resolve("apiserver.crt");
  }

  Path data() {
    return folder.resolve("etcd");
  }

  Path log(String program) {
    return folder.resolve(program + ".log");
  }
}
