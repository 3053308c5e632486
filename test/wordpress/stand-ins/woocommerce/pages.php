<?php
defined( 'ABSPATH' ) || exit;

function is_product() {
	return is_singular( 'product' );
}
function is_shop() {
	return is_post_type_archive( 'product' );
}
function is_product_taxonomy() {
	return is_tax( 'product_cat' );
}
function is_cart() {
	return is_page( array( 'cart', 'cart-block' ) );
}
function is_checkout() {
	return is_page( 'checkout' );
}
function is_account_page() {
	return is_page( 'my-account' );
}
function is_wc_endpoint_url() {
	global $wp;
	return isset( $wp->query_vars['order-received'] );
}

// WordPress prints titles as they are: what is found raw in a page of these tests is then ours.
add_filter( 'the_title', 'esc_html' );

/** What the templates and blocks would show: enough to add, to take out and to order. */
add_filter(
	'the_content',
	function ( $content ) {
		if ( is_product() && in_the_loop() ) {
			$id       = get_the_ID();
			$content .= "<form class='cart variations_form' method='post'><button name='add-to-cart' value='$id'>Add to cart</button></form>";
		}
		if ( is_cart() ) {
			foreach ( WC()->cart->get_cart() as $key => $line ) {
				$content .= "<p class='line'>" . esc_html( $line['data']->get_title() ) . " × {$line['quantity']} <a class='remove' href='/cart/?remove_item=$key'>×</a></p>";
			}
		}
		if ( is_checkout() && ! is_wc_endpoint_url() ) {
			$content .= '<form method="post"><button name="place_order" value="1">Place order</button></form>';
		}
		if ( is_checkout() && is_wc_endpoint_url() ) {
			$order = wc_get_order( (int) get_query_var( 'order-received' ) );
			if ( $order && hash_equals( $order->get_order_key(), (string) ( $_GET['key'] ?? '' ) ) ) {
				ob_start();
				do_action( 'woocommerce_thankyou', $order->get_id() );
				$content .= '<p>Thank you, Jane Roe-Customer.</p>' . ob_get_clean();
			}
		}
		return $content;
	}
);

add_action(
	'template_redirect',
	function () {
		if ( is_checkout() && isset( $_POST['place_order'] ) ) {
			$order = stand_in_order();
			do_action( 'woocommerce_checkout_order_created', $order );
			WC()->cart->empty_cart();
			wp_safe_redirect( $order->get_checkout_order_received_url() );
			exit;
		}
	},
	1
);

// WooCommerce's own scripts: they change the cart, and say so.
add_action(
	'wp_enqueue_scripts',
	function () {
		wp_enqueue_script( 'jquery' );
		wp_add_inline_script(
			'jquery',
			'window.standIn = {
				async classic(id, quantity = 1) {
					const answer = await fetch("/?wc-ajax=add_to_cart", {method: "POST", body: new URLSearchParams({product_id: id, quantity})});
					await answer.json();
					jQuery(document.body).trigger("added_to_cart", [{}, "", jQuery()]);
				},
				async block(path, body) {
					const answer = await fetch("/wp-json/wc/store/v1" + path, {
						method: "POST", headers: {"content-type": "application/json"}, body: JSON.stringify(body)});
					return answer.json();
				},
			};'
		);
	}
);
