// Receives webhooks: go get github.com/standard-webhooks/standard-webhooks/libraries
//
//	WEBHOOK_SECRET=whsec_... PORT=8080 go run receiver.go
package main

import (
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"os"

	standardwebhooks "github.com/standard-webhooks/standard-webhooks/libraries/go"
)

func main() {
	if os.Getenv("WEBHOOK_SECRET") == "" {
		log.Fatal("WEBHOOK_SECRET is not set: use your endpoint's secret, or run: npx glacier-jobs listen --print-secret")
	}
	webhook, err := standardwebhooks.NewWebhook(os.Getenv("WEBHOOK_SECRET"))
	if err != nil {
		log.Fatal(err)
	}
	listener, err := net.Listen("tcp", ":"+os.Getenv("PORT"))
	if err != nil {
		log.Fatal(err)
	}
	fmt.Printf("listening on %d\n", listener.Addr().(*net.TCPAddr).Port)
	receive := func(response http.ResponseWriter, request *http.Request) {
		body, err := io.ReadAll(http.MaxBytesReader(response, request.Body, 65536))
		if err != nil {
			response.WriteHeader(http.StatusBadRequest)
		} else if webhook.Verify(body, request.Header) != nil {
			response.WriteHeader(http.StatusUnauthorized)
		} else {
			fmt.Printf("received %s\n", request.Header.Get("webhook-id"))
			response.WriteHeader(http.StatusNoContent)
		}
	}
	log.Fatal(http.Serve(listener, http.HandlerFunc(receive)))
}
