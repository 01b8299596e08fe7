// Receives webhooks: com.standardwebhooks:standardwebhooks on the class path
//                    WEBHOOK_SECRET=whsec_... PORT=8080 java Receiver.java
import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

public class Receiver {
  public static void main(String[] args) throws Exception {
    if (System.getenv().getOrDefault("WEBHOOK_SECRET", "").isEmpty()) {
      System.err.println(
          "WEBHOOK_SECRET is not set: use your endpoint's secret, or run: npx glacier-jobs listen --print-secret");
      System.exit(1);
    }
    Webhook webhook = new Webhook(System.getenv("WEBHOOK_SECRET"));
    int port = Integer.parseInt(System.getenv().getOrDefault("PORT", "8080"));
    HttpServer server = HttpServer.create(new InetSocketAddress(port), 0);
    server.createContext("/", exchange -> receive(exchange, webhook));
    server.start();
    System.out.println("listening on " + server.getAddress().getPort());
  }

  static void receive(HttpExchange exchange, Webhook webhook) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    int status = 204;
    try {
      webhook.verify(body, exchange.getRequestHeaders());
      System.out.println("received " + exchange.getRequestHeaders().getFirst("webhook-id"));
    } catch (WebhookVerificationException error) {
      status = 401;
    }
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }
}
